package dev.corelane.integration.violations.viewmodelswithoutscene.desktop.shell;

import javafx.scene.layout.Region;

public final class Pane {
  public final Region region = new Region();
}
