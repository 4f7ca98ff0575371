package dev.corelane.integration.violations.layers.render;

import dev.corelane.integration.violations.layers.export.Target;

public final class SeededUseExport {
  public final Target used = new Target();
}
