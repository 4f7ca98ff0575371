package dev.corelane.desktop;

import java.util.List;
import javafx.application.Application;

/// Starts the desktop program. Not an [Application] itself, so that it also starts from the class
/// path.
public final class Main {
  private Main() {}

  /// Starts the program and returns when its last window is closed.
  ///
  /// @param args see [DesktopArguments]
  public static void main(String[] args) {
    try {
      DesktopArguments.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(DesktopArguments.USAGE);
      System.exit(1);
    }
    // Glyphs are rasterised by AWT, which must not look for a display of its own.
    System.setProperty("java.awt.headless", "true");
    Application.launch(CorelaneApplication.class, args);
  }
}
