package dev.corelane.integration.violations.formatsfoundbyservice.cli;

import dev.corelane.integration.violations.formatsfoundbyservice.importers.perf.TargetImporter;

public final class SeededCommand {
  public final TargetImporter used = new TargetImporter();
}
