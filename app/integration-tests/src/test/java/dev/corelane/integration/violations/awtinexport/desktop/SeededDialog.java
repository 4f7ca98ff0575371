package dev.corelane.integration.violations.awtinexport.desktop;

import javax.swing.JFrame;

public final class SeededDialog {
  public JFrame frame() {
    return new JFrame();
  }
}
