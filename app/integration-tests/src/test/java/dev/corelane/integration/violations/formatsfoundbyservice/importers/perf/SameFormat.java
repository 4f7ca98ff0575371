package dev.corelane.integration.violations.formatsfoundbyservice.importers.perf;

public final class SameFormat {
  public final TargetImporter used = new TargetImporter();
}
