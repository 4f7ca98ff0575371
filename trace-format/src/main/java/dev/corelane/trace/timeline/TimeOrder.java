package dev.corelane.trace.timeline;

import org.jspecify.annotations.Nullable;

/// Finds the stable order by time of a column of times.
final class TimeOrder {
  private TimeOrder() {}

  /// The rows in order of time, or null when they stand so already.
  static int @Nullable [] of(AppendColumn times) {
    int rows = Math.toIntExact(times.rows());
    boolean sorted = true;
    for (int i = 1; i < rows && sorted; i++) {
      sorted = times.getLong(i - 1) <= times.getLong(i);
    }
    if (sorted) {
      return null;
    }
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    mergeSort(order, new int[rows], 0, rows, times);
    return order;
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
