package dev.corelane.integration.violations.formatsfoundbyservice.benchmarks;

import dev.corelane.integration.violations.formatsfoundbyservice.importers.perf.TargetImporter;

public final class Generates {
  public final TargetImporter used = new TargetImporter();
}
