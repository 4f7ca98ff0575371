package dev.corelane.integration.violations.awtinexport.render;

import java.awt.Color;

public final class SeededColor {
  public final Color color = Color.RED;
}
