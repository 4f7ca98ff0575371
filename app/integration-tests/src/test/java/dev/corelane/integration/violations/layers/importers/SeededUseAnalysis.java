package dev.corelane.integration.violations.layers.importers;

import dev.corelane.integration.violations.layers.analysis.Target;

public final class SeededUseAnalysis {
  public final Target used = new Target();
}
