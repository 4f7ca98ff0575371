package dev.corelane.integration.violations.layers.replay;

import dev.corelane.integration.violations.layers.importers.Target;

public final class SeededUseImporters {
  public final Target used = new Target();
}
