package dev.corelane.integration.violations.nopackagecycles.render.paint;

import dev.corelane.integration.violations.nopackagecycles.render.time.Clock;
import dev.corelane.integration.violations.nopackagecycles.render.view.SeededView;

public final class SeededPainter {
  public SeededView shown = new SeededView();

  public Clock clock = new Clock();
}
