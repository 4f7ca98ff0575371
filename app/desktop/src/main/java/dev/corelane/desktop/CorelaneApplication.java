package dev.corelane.desktop;

import javafx.application.Application;
import javafx.stage.Stage;

/// The JavaFX side of the program's life.
public final class CorelaneApplication extends Application {
  @Override
  public void start(Stage stage) {
    stage.show();
  }
}
