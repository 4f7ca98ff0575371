package dev.corelane.integration.violations.javafxindesktop.cli;

import javafx.beans.property.SimpleIntegerProperty;

public final class SeededBean {
  public final SimpleIntegerProperty code = new SimpleIntegerProperty();
}
