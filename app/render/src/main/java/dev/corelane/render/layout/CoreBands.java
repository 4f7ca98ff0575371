package dev.corelane.render.layout;

/// How the height of a core lane is divided, from top to bottom: marks of involuntary switches, the
/// body with the slices, a strip for waiting tasks, a strip for the worst run delay. Low lanes have
/// no strips. All heights are logical pixels from the top of the lane.
///
/// @param marks height of the band of marks, at the top
/// @param bodyTop top of the body
/// @param body height of the body
/// @param pressureTop top of the strip of waiting tasks
/// @param delayTop top of the strip of the worst run delay
/// @param strip height of a strip, 0 when there is none
public record CoreBands(
    double marks, double bodyTop, double body, double pressureTop, double delayTop, double strip) {
  private static final double GAP = 2;

  /// Divides a height.
  ///
  /// @param height of the lane
  /// @return the bands
  public static CoreBands of(double height) {
    if (height < LaneMetrics.FULL_CORE_HEIGHT) {
      double marks = height < 10 ? 0 : height < 22 ? 3 : 6;
      return new CoreBands(marks, marks, height - marks, height, height, 0);
    }
    double marks = Math.clamp(Math.rint(height * 0.12), 9, 18);
    double strip = Math.clamp(Math.rint(height * 0.1), 5, 20);
    double bodyTop = marks + 1;
    double delayTop = height - strip;
    double pressureTop = delayTop - GAP - strip;
    return new CoreBands(marks, bodyTop, pressureTop - GAP - bodyTop, pressureTop, delayTop, strip);
  }
}
