package dev.corelane.integration.violations.formatsfoundbyservice.importers.kernel;

import dev.corelane.integration.violations.formatsfoundbyservice.importers.perf.TargetImporter;

public final class SeededShared {
  public final TargetImporter used = new TargetImporter();
}
