package dev.corelane.analysis;

import java.util.function.LongUnaryOperator;

/// Search in an ascending series for a time that mostly lies near the one that was looked for last:
/// takes as many steps as the distance has binary digits.
public final class Nearby {
  private Nearby() {}

  /// @param times the series: time by index
  /// @param count its length, at least 1
  /// @param near index to begin at, 0 to count - 1
  /// @param timeNs the time looked for
  /// @return index of the last element that is not after the time; 0 if all are
  public static long lastNotAfter(LongUnaryOperator times, long count, long near, long timeNs) {
    long low = near;
    for (long step = 1; low > 0 && times.applyAsLong(low) > timeNs; step *= 2) {
      low = Math.max(0, low - step);
    }
    long high = low + 1;
    for (long step = 1; high < count && times.applyAsLong(high) <= timeNs; step *= 2) {
      low = high;
      high = Math.min(count, high + step);
    }
    while (low + 1 < high) {
      long mid = (low + high) >>> 1;
      if (times.applyAsLong(mid) <= timeNs) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
