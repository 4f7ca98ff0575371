package dev.corelane.integration.violations.nopackagecycles.render.view;

import dev.corelane.integration.violations.nopackagecycles.render.paint.SeededPainter;

public final class SeededView {
  public int lanes(SeededPainter painter) {
    return painter.hashCode();
  }
}
