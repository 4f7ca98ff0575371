package dev.corelane.integration.violations.paintingwithoutfiles.render.paint;

import java.nio.file.Files;
import java.nio.file.Path;

public final class SeededFile {
  public boolean is(Path file) {
    return Files.exists(file);
  }
}
