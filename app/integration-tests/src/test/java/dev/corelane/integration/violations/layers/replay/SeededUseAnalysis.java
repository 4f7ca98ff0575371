package dev.corelane.integration.violations.layers.replay;

import dev.corelane.integration.violations.layers.analysis.Target;

public final class SeededUseAnalysis {
  public final Target used = new Target();
}
