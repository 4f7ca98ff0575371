package dev.corelane.integration.violations.layers.replay;

import dev.corelane.integration.violations.layers.analysis.Target;

public final class UsesAnalysis {
  public final Target used = new Target();
}
