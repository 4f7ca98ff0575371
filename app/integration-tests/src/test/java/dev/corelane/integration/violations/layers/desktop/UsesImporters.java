package dev.corelane.integration.violations.layers.desktop;

import dev.corelane.integration.violations.layers.importers.Target;

public final class UsesImporters {
  public final Target used = new Target();
}
