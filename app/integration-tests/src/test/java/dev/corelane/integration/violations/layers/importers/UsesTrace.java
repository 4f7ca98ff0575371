package dev.corelane.integration.violations.layers.importers;

import dev.corelane.integration.violations.layers.trace.Target;

public final class UsesTrace {
  public final Target used = new Target();
}
