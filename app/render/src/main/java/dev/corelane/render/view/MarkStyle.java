package dev.corelane.render.view;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;

/// How involuntary switches are shown: one by one when there is room, else how many there are per
/// cell of time. The choice and the height of a bar depend on the zoom only, so they do not change
/// while panning.
///
/// @param single whether every switch has its own mark
/// @param fullCount number of switches per cell that makes a bar of full height
/// @param cellNs time that a cell stands for
public record MarkStyle(boolean single, int fullCount, double cellNs) {
  /// Width of a cell in logical pixels.
  public static final double CELL = 4;

  /// Height and width of a single mark in logical pixels, at most.
  public static final double MARK = 9;

  /// Mean distance of marks from which on they are drawn one by one.
  private static final double ROOM = 14;

  /// Bars of the mean height fill this share of the band.
  private static final double MEAN_SHARE = 0.4;

  /// The style for a view.
  ///
  /// @param digest of the timeline
  /// @param scale the view
  /// @return the style
  public static MarkStyle of(TraceDigest digest, TimeScale scale) {
    double perPixel = digest.involuntaryPerCpu(scale.nsPerPx());
    double mean = perPixel * CELL;
    int full = Math.max(4, roundUp(mean / MEAN_SHARE));
    return new MarkStyle(perPixel * ROOM <= 1, full, CELL * scale.nsPerPx());
  }

  private static int roundUp(double count) {
    for (long power = 1; power < Integer.MAX_VALUE; power *= 10) {
      for (double factor : new double[] {1, 1.2, 1.5, 2, 3, 4, 5, 6, 8}) {
        double round = factor * power;
        if (round >= count && round == Math.rint(round)) {
          return (int) Math.min(Integer.MAX_VALUE, round);
        }
      }
    }
    return Integer.MAX_VALUE;
  }
}
