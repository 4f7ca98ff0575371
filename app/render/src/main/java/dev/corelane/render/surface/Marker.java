package dev.corelane.render.surface;

/// Small shapes that tell marks apart without colour.
public enum Marker {
  /// A triangle standing on its point; the point touches the marked place.
  TRIANGLE_DOWN(0, 0, -0.5, -1, 0.5, -1),
  /// A triangle with its point on top; the point touches the marked place.
  TRIANGLE_UP(0, 0, 0.5, 1, -0.5, 1),
  /// A diamond whose lowest corner touches the marked place.
  DIAMOND(0, 0, -0.5, -0.5, 0, -1, 0.5, -0.5),
  /// A square standing on the marked place.
  SQUARE(-0.42, 0, -0.42, -0.84, 0.42, -0.84, 0.42, 0);

  private final double[] unit;

  Marker(double... unit) {
    this.unit = unit;
  }

  /// The outline around a marked place.
  ///
  /// @param x the marked place
  /// @param y the marked place
  /// @param size the height
  /// @return corners, x and y in turn, of a convex polygon
  public double[] outline(double x, double y, double size) {
    double[] points = new double[unit.length];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = x + unit[i] * size;
      points[i + 1] = y + unit[i + 1] * size;
    }
    return points;
  }
}
