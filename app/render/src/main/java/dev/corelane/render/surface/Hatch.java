package dev.corelane.render.surface;

/// Fill patterns that carry meaning without colour.
public enum Hatch {
  /// Thin rising lines, wide apart: data was lost here, nothing is known.
  HOLE(8, 1.4, true, false),
  /// Falling lines, half ink: the task is off the CPU although it holds something.
  OFF_CPU(5, 2.2, false, true),
  /// Rising lines, half ink, close together: it happened in the second of two timelines only.
  SECOND_ONLY(4, 1.8, true, false),
  /// Crossed lines: a task the trace does not name.
  UNKNOWN(7, 1.2, true, true);

  private final double period;
  private final double thickness;
  private final boolean rising;
  private final boolean falling;

  Hatch(double period, double thickness, boolean rising, boolean falling) {
    this.period = period;
    this.thickness = thickness;
    this.rising = rising;
    this.falling = falling;
  }

  /// @return distance between two lines along an axis, in logical pixels
  public double period() {
    return period;
  }

  /// @return thickness of a line along an axis, in logical pixels
  public double thickness() {
    return thickness;
  }

  /// @return whether it has lines from bottom left to top right
  public boolean rising() {
    return rising;
  }

  /// @return whether it has lines from top left to bottom right
  public boolean falling() {
    return falling;
  }

  /// How much of each position along an axis a line covers, for a whole number of device pixels.
  ///
  /// @param scale device pixels per logical pixel
  /// @return one period of coverages, 0 to 255
  int[] coverage(double scale) {
    int length = Math.max(3, (int) Math.round(period * scale));
    double ink = Math.max(1, thickness * scale);
    int[] coverage = new int[length];
    for (int i = 0; i < length; i++) {
      double distance = Math.min(i, length - i);
      double covered = Math.clamp(ink / 2 + 0.5 - distance, 0, 1);
      coverage[i] = (int) Math.round(255 * covered);
    }
    return coverage;
  }
}
