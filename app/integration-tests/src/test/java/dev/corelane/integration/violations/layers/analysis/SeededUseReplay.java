package dev.corelane.integration.violations.layers.analysis;

import dev.corelane.integration.violations.layers.replay.Target;

public final class SeededUseReplay {
  public final Target used = new Target();
}
