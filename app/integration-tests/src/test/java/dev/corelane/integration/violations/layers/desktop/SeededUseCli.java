package dev.corelane.integration.violations.layers.desktop;

import dev.corelane.integration.violations.layers.cli.Target;

public final class SeededUseCli {
  public final Target used = new Target();
}
