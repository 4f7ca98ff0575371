package dev.corelane.render.layout;

/// Heights within a lane of differences: what ran in the first only stands on the middle line, what
/// ran in the second only hangs below it.
///
/// @param height of the lane, logical pixels
public record DifferenceBands(double height) {
  /// A column filled at least so far is drawn full, so that rounding leaves no specks.
  private static final double FULL = 0.995;

  /// @return the middle line
  public double middle() {
    return Math.floor(height / 2);
  }

  /// @return height of either half that is drawn on
  public double half() {
    return middle();
  }

  /// @return lower end of what is drawn on
  public double bottom() {
    return middle() + half();
  }

  /// How far from the middle a share of time reaches.
  ///
  /// @param share 0 to 1
  /// @return logical pixels
  public double reach(double share) {
    return share >= FULL ? half() : share * half();
  }
}
