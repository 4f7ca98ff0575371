package dev.corelane.integration.violations.viewmodelswithoutscene.desktop.session;

import javafx.beans.property.SimpleIntegerProperty;

public final class Properties {
  public final SimpleIntegerProperty lanes = new SimpleIntegerProperty();
}
