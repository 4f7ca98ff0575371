package dev.corelane.trace.timeline;

import org.jspecify.annotations.Nullable;

/// Finds the stable order by time of a column of times.
final class TimeOrder {
  private static final int AT_ONCE = 1 << 9;

  private TimeOrder() {}

  /// The rows in order of time, or null when they stand so already.
  static int @Nullable [] of(AppendColumn times) {
    int rows = Math.toIntExact(times.rows());
    if (isSorted(times)) {
      return null;
    }
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    mergeSort(order, new int[rows], 0, rows, times);
    return order;
  }

  private static boolean isSorted(AppendColumn times) {
    long[] block = new long[AT_ONCE];
    long last = Long.MIN_VALUE;
    long row = 0;
    for (int n = times.read(row, block); n > 0; n = times.read(row, block)) {
      for (int i = 0; i < n; i++) {
        if (block[i] < last) {
          return false;
        }
        last = block[i];
      }
      row += n;
    }
    return true;
  }

  private static void mergeSort(int[] a, int[] buffer, int from, int to, AppendColumn times) {
    if (to - from < 2) {
      return;
    }
    int mid = (from + to) >>> 1;
    mergeSort(a, buffer, from, mid, times);
    mergeSort(a, buffer, mid, to, times);
    if (times.getLong(a[mid - 1]) <= times.getLong(a[mid])) {
      return;
    }
    System.arraycopy(a, from, buffer, from, mid - from);
    int left = from;
    int right = mid;
    int out = from;
    while (left < mid) {
      if (right < to && times.getLong(a[right]) < times.getLong(buffer[left])) {
        a[out++] = a[right++];
      } else {
        a[out++] = buffer[left++];
      }
    }
  }
}
