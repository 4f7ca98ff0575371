package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeText;
import java.util.Arrays;

/// Measures frames: how long painting one took, and how much time lay between two that followed
/// each other. Keeps the newest [#KEPT] of each.
public final class FrameMeter {
  /// How many frames the percentiles are taken of.
  public static final int KEPT = 4096;

  /// Frames farther apart than this do not follow each other: nothing was to be painted between.
  private static final long FOLLOWING_NS = 100_000_000L;

  private final long[] paint = new long[KEPT];
  private final long[] interval = new long[KEPT];
  private long frames;
  private long intervals;
  private long lastStartNs = Long.MIN_VALUE;

  /// Notes a frame.
  ///
  /// @param startNs when painting began, on a clock that only goes forwards
  /// @param endNs when it ended
  public void frame(long startNs, long endNs) {
    paint[(int) (frames++ % KEPT)] = endNs - startNs;
    if (lastStartNs != Long.MIN_VALUE && startNs - lastStartNs < FOLLOWING_NS) {
      interval[(int) (intervals++ % KEPT)] = startNs - lastStartNs;
    }
    lastStartNs = startNs;
  }

  /// Forgets all frames.
  public void reset() {
    frames = 0;
    intervals = 0;
    lastStartNs = Long.MIN_VALUE;
  }

  /// @return number of frames noted
  public long frames() {
    return frames;
  }

  /// @return how long painting the last frame took, ns; 0 before the first
  public long lastPaintNs() {
    return frames == 0 ? 0 : paint[(int) ((frames - 1) % KEPT)];
  }

  /// @param percent 0 to 100
  /// @return that percentile of the painting times (nearest rank), ns; 0 before the first
  public long paintNs(double percent) {
    return percentile(paint, frames, percent);
  }

  /// @param percent 0 to 100
  /// @return that percentile of the time between frames that followed each other, ns; 0 if none
  public long intervalNs(double percent) {
    return percentile(interval, intervals, percent);
  }

  /// One line for a corner of the window.
  ///
  /// @return last painting time, and median and 99th percentile of painting times and intervals
  public String line() {
    return "paint "
        + TimeText.duration(lastPaintNs())
        + "  p50 "
        + TimeText.duration(paintNs(50))
        + "  p99 "
        + TimeText.duration(paintNs(99))
        + "  |  interval p50 "
        + TimeText.duration(intervalNs(50))
        + "  p99 "
        + TimeText.duration(intervalNs(99))
        + "  |  "
        + TimeText.count(frames)
        + " frames";
  }

  private static long percentile(long[] ring, long count, double percent) {
    int n = (int) Math.min(count, KEPT);
    if (n == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(ring, n);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * n);
    return sorted[Math.clamp(rank, 1, n) - 1];
  }
}
