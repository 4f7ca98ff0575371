package dev.corelane.integration.violations.layers.render;

import dev.corelane.integration.violations.layers.replay.Target;

public final class SeededUseReplay {
  public final Target used = new Target();
}
