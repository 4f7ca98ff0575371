package dev.corelane.integration.violations.viewmodelswithoutscene.desktop.session;

import dev.corelane.integration.violations.viewmodelswithoutscene.desktop.shell.TargetWindow;

public final class SeededWindow {
  public final TargetWindow used = new TargetWindow();
}
