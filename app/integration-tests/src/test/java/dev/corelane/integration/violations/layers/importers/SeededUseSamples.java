package dev.corelane.integration.violations.layers.importers;

import dev.corelane.integration.violations.layers.samples.Target;

public final class SeededUseSamples {
  public final Target used = new Target();
}
