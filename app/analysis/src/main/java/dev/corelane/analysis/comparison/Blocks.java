package dev.corelane.analysis.comparison;

import dev.corelane.analysis.Window;
import java.util.Arrays;

/// A window cut into blocks of equal length.
final class Blocks {
  private final Window window;
  private final double width;

  Blocks(Window window) {
    this.window = window;
    this.width = Math.max(1, window.durationNs()) / (double) Bootstrap.BLOCKS;
  }

  Window window() {
    return window;
  }

  /// @return block of a moment of the window
  int of(long timeNs) {
    return Math.clamp((long) ((timeNs - window.startNs()) / width), 0, Bootstrap.BLOCKS - 1);
  }

  /// Adds a time to the blocks that it reaches into.
  void spread(double[] sums, long startNs, long endNs) {
    long from = Math.max(startNs, window.startNs());
    long to = Math.min(endNs, window.endNs());
    for (int block = of(from); from < to && block < Bootstrap.BLOCKS; block++) {
      long end =
          block == Bootstrap.BLOCKS - 1
              ? to
              : Math.min(to, window.startNs() + (long) ((block + 1) * width));
      sums[block] += Math.max(0, end - from);
      from = Math.max(from, end);
    }
  }

  /// @return length of the blocks in seconds
  double[] seconds() {
    double[] seconds = new double[Bootstrap.BLOCKS];
    Arrays.fill(seconds, width / 1e9);
    return seconds;
  }

  /// @return length of the blocks in nanoseconds
  double[] nanoseconds() {
    double[] ns = new double[Bootstrap.BLOCKS];
    Arrays.fill(ns, width);
    return ns;
  }
}
