package dev.corelane.integration.violations.viewmodelswithoutscene.desktop.session;

import javafx.application.Platform;

public final class SeededPlatform {
  public void run(Runnable task) {
    Platform.runLater(task);
  }
}
