package dev.corelane.integration.violations.layers.cli;

import dev.corelane.integration.violations.layers.desktop.Target;

public final class SeededUseDesktop {
  public final Target used = new Target();
}
