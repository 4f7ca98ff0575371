package dev.corelane.integration.violations.storewrittenbyproducers.cli;

import dev.corelane.integration.violations.storewrittenbyproducers.trace.timeline.TimelineBuilder;

public final class SeededWriter {
  public final TimelineBuilder used = new TimelineBuilder();
}
