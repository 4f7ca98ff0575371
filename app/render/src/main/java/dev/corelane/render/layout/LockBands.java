package dev.corelane.render.layout;

/// How a lock lane is divided, from top to bottom: the holders, then how many wait. A lock whose
/// holds were not recorded has no band of holders. All in logical pixels from the top of the lane.
///
/// @param holders height of the band of holders
/// @param waitersTop top of the band of waiters
/// @param waiters its height
public record LockBands(double holders, double waitersTop, double waiters) {
  /// Height of a lane with both bands.
  public static final double FULL_HEIGHT = 38;

  /// Height of a lane of waiters alone.
  public static final double WAITERS_HEIGHT = 30;

  private static final double HOLDERS = 20;
  private static final double GAP = 1;

  /// The bands of a lane of a height.
  ///
  /// @param lane the lane
  /// @param height logical pixels
  /// @return its bands
  public static LockBands of(Lane.LockLane lane, double height) {
    LockBands usual = of(lane);
    double bottom = usual.waitersTop() + usual.waiters();
    if (height == bottom) {
      return usual;
    }
    double holders = Math.rint(usual.holders() * height / bottom);
    double top = holders > 0 ? holders + GAP : 0;
    return new LockBands(holders, top, height - top);
  }

  /// The bands of a lane of the usual height.
  ///
  /// @param lane the lane
  /// @return its bands
  public static LockBands of(Lane.LockLane lane) {
    return lane.holds()
        ? new LockBands(HOLDERS, HOLDERS + GAP, FULL_HEIGHT - HOLDERS - GAP)
        : new LockBands(0, 0, WAITERS_HEIGHT);
  }
}
