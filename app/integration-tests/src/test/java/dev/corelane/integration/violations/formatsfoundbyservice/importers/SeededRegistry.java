package dev.corelane.integration.violations.formatsfoundbyservice.importers;

import dev.corelane.integration.violations.formatsfoundbyservice.importers.perf.TargetImporter;

public final class SeededRegistry {
  public final TargetImporter used = new TargetImporter();
}
