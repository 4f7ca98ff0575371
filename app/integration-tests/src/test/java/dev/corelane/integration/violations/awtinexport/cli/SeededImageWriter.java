package dev.corelane.integration.violations.awtinexport.cli;

import javax.imageio.ImageIO;

public final class SeededImageWriter {
  public String[] formats() {
    return ImageIO.getWriterFormatNames();
  }
}
