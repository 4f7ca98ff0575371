package dev.corelane.integration.violations.awtinexport.export;

import java.awt.Color;

public final class Glyphs {
  public final Color color = Color.RED;
}
