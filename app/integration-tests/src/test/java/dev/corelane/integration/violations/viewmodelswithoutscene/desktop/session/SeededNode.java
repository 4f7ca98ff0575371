package dev.corelane.integration.violations.viewmodelswithoutscene.desktop.session;

import javafx.scene.layout.Region;

public final class SeededNode {
  public Region region() {
    return new Region();
  }
}
