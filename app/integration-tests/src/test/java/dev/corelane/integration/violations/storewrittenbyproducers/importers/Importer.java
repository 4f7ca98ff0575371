package dev.corelane.integration.violations.storewrittenbyproducers.importers;

import dev.corelane.integration.violations.storewrittenbyproducers.trace.timeline.TimelineBuilder;

public final class Importer {
  public final TimelineBuilder used = new TimelineBuilder();
}
