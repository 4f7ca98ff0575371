package dev.corelane.analysis.load;

import java.util.Arrays;

/// Puts rows in order of a time without an object per row.
final class TimeSort {
  private TimeSort() {}

  /// @param times the time of each row, the first `size` of the array
  /// @param size number of rows
  /// @return the rows by time, equal ones by row
  static int[] order(long[] times, int size) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, times[i]);
      most = Math.max(most, times[i]);
    }
    int indexBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, size - 1));
    int timeBits = size == 0 ? 0 : 64 - Long.numberOfLeadingZeros(most - least);
    int dropped = Math.max(0, timeBits + indexBits - 63);
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = times[i] - least >>> dropped << indexBits | i;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keys[i] & (1L << indexBits) - 1);
    }
    if (dropped > 0) {
      settle(times, order);
    }
    return order;
  }

  /// Rows whose times differ only in the bits that were dropped stand next to each other.
  private static void settle(long[] times, int[] order) {
    for (int i = 1; i < order.length; i++) {
      int row = order[i];
      int to = i;
      while (to > 0 && times[order[to - 1]] > times[row]) {
        order[to] = order[--to];
      }
      order[to] = row;
    }
  }
}
