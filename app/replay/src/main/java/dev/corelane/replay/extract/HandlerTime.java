package dev.corelane.replay.extract;

import java.util.Arrays;

/// How much of the work between hits of probes is that of their handlers. On average a hit takes as
/// long as [ProbeCost] says, but between two hits there is no more work than there is: where hits
/// are close together the handlers take all of it, and those with more work around them take longer
/// than the average, all as long as each other.
final class HandlerTime {
  private static final int HALVINGS = 50;

  private long[] workNs = new long[16];
  private int[] halves = new int[16];
  private int size;
  private long halvesInAll;

  /// Tells a stretch of work without a hit in it.
  ///
  /// @param ns its length
  /// @param hits at its ends; of each of them, one half of the handler's work is in the stretch
  void stretch(long ns, int hits) {
    if (hits == 0) {
      return;
    }
    if (size == workNs.length) {
      workNs = Arrays.copyOf(workNs, 2 * size);
      halves = Arrays.copyOf(halves, 2 * size);
    }
    workNs[size] = ns;
    halves[size++] = hits;
    halvesInAll += hits;
  }

  /// @param meanNs what a hit takes on average
  /// @return the most that half a hit may take so that they take that on average, or as near to it
  ///   as there is work
  long halfNs(long meanNs) {
    double wanted = meanNs / 2.0 * halvesInAll;
    double low = 0;
    double high = Arrays.stream(workNs, 0, size).max().orElse(0);
    for (int i = 0; i < HALVINGS && high - low > 1; i++) {
      double middle = (low + high) / 2;
      if (taken(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (long) high;
  }

  private double taken(double halfNs) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.min(workNs[i], halves[i] * halfNs);
    }
    return sum;
  }
}
