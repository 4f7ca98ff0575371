package dev.corelane.integration.violations.layers.cli;

import dev.corelane.integration.violations.layers.replay.Target;

public final class UsesReplay {
  public final Target used = new Target();
}
