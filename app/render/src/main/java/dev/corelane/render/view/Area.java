package dev.corelane.render.view;

/// A rectangle in logical pixels.
///
/// @param x left
/// @param y top
/// @param width width, 0 or more
/// @param height height, 0 or more
public record Area(double x, double y, double width, double height) {
  /// @return right edge
  public double right() {
    return x + width;
  }

  /// @return bottom edge
  public double bottom() {
    return y + height;
  }

  /// @param px a point
  /// @param py a point
  /// @return whether the point lies in it; the right and bottom edges do not
  public boolean contains(double px, double py) {
    return px >= x && px < right() && py >= y && py < bottom();
  }
}
