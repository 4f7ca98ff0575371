package dev.corelane.integration.violations.javafxindesktop.desktop;

import javafx.scene.layout.Region;

public final class Canvas {
  public Region region() {
    return new Region();
  }
}
