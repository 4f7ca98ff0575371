package dev.corelane.integration.violations.paintingwithoutfiles.render.image;

import java.nio.file.Files;
import java.nio.file.Path;

public final class Png {
  public boolean is(Path file) {
    return Files.exists(file);
  }
}
