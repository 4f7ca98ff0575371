package dev.corelane.replay.statistics;

import java.util.Arrays;

/// What a number was over several seeds: nearest rank, so all three are values that occurred.
///
/// @param median the middle one, of an even number the lower of both
/// @param low of rank 5 %
/// @param high of rank 95 %
/// @param n over how many seeds
public record Band(double median, double low, double high, int n) {
  /// @param values one per seed; those that are not a number do not count
  /// @return their band; three NaN if there is none
  public static Band of(double... values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return new Band(rank(sorted, 0.5), rank(sorted, 0.05), rank(sorted, 0.95), sorted.length);
  }

  /// @param other another band
  /// @return whether no value lies in both
  public boolean apartFrom(Band other) {
    return high < other.low || low > other.high;
  }

  private static double rank(double[] sorted, double share) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : sorted[Math.clamp((int) Math.ceil(share * n - 1e-9), 1, n) - 1];
  }
}
