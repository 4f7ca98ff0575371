package dev.corelane.desktop.session;

/// Size of the last window, so that the next one comes up alike.
///
/// @param width logical pixels
/// @param height logical pixels
/// @param maximized whether it filled the screen
public record WindowPlace(double width, double height, boolean maximized) {
  private static final double LEAST = 480;
  private static final double MOST = 16384;
  private static final double DEFAULT_WIDTH = 1280;
  private static final double DEFAULT_HEIGHT = 800;

  /// Size of the first window ever.
  public static final WindowPlace DEFAULT = new WindowPlace(DEFAULT_WIDTH, DEFAULT_HEIGHT, false);

  /// Keeps a size from a damaged file in bounds.
  public WindowPlace {
    width = inBounds(width, DEFAULT_WIDTH);
    height = inBounds(height, DEFAULT_HEIGHT);
  }

  private static double inBounds(double size, double otherwise) {
    return size >= LEAST && size <= MOST ? size : otherwise;
  }
}
