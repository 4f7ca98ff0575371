package dev.corelane.integration.violations.layers.export;

import dev.corelane.integration.violations.layers.render.Target;

public final class UsesRender {
  public final Target used = new Target();
}
