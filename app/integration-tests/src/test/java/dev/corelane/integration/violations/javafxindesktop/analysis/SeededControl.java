package dev.corelane.integration.violations.javafxindesktop.analysis;

import org.controlsfx.control.StatusBar;

public final class SeededControl {
  public StatusBar bar() {
    return new StatusBar();
  }
}
