package dev.corelane.integration.violations.javafxindesktop.render;

import javafx.scene.canvas.Canvas;

public final class SeededCanvas {
  public Canvas canvas() {
    return new Canvas();
  }
}
