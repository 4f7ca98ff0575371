package dev.corelane.trace.timeline;

import org.jspecify.annotations.Nullable;

/// Finds the stable order by time of rows.
///
/// Rows come nearly in order, as a rule: what ended is told when it ends, and is soon followed by
/// what began before it. So two sorted halves are merged only where they overlap.
final class TimeOrder {
  private static final int AT_ONCE = 1 << 9;

  private final AppendColumn starts;
  private final @Nullable AppendColumn ends;

  private TimeOrder(AppendColumn starts, @Nullable AppendColumn ends) {
    this.starts = starts;
    this.ends = ends;
  }

  /// The rows in order of time, or null when they stand so already.
  static int @Nullable [] of(AppendColumn times) {
    return isSorted(times) ? null : new TimeOrder(times, null).sorted();
  }

  /// The rows by start; of equal starts the longest first, since inner spans end, and so are often
  /// recorded, before the outer ones.
  static int[] outerFirst(AppendColumn starts, AppendColumn ends) {
    return new TimeOrder(starts, ends).sorted();
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

  private int[] sorted() {
    int rows = Math.toIntExact(starts.rows());
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    sort(order, new int[rows / 2 + 1], 0, rows);
    return order;
  }

  private void sort(int[] a, int[] buffer, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int mid = (from + to) >>> 1;
    sort(a, buffer, from, mid);
    sort(a, buffer, mid, to);
    if (later(a[mid - 1], a[mid])) {
      merge(a, buffer, firstLater(a, from, mid), mid, firstNotEarlier(a, mid, to));
    }
  }

  private void merge(int[] a, int[] buffer, int from, int mid, int to) {
    int lefts = mid - from;
    System.arraycopy(a, from, buffer, 0, lefts);
    int left = 0;
    int right = mid;
    int out = from;
    while (left < lefts) {
      if (right < to && later(buffer[left], a[right])) {
        a[out++] = a[right++];
      } else {
        a[out++] = buffer[left++];
      }
    }
  }

  /// Where the left half begins to overlap: the first of it that is later than the first of the
  /// right half.
  private int firstLater(int[] a, int from, int mid) {
    int low = from;
    int high = mid - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (later(a[middle], a[mid])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// Where the right half ends to overlap: the first of it that is not earlier than the last of the
  /// left half.
  private int firstNotEarlier(int[] a, int mid, int to) {
    int low = mid + 1;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (later(a[mid - 1], a[middle])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean later(int row, int other) {
    long start = starts.getLong(row);
    long otherStart = starts.getLong(other);
    return start != otherStart || ends == null
        ? start > otherStart
        : ends.getLong(row) < ends.getLong(other);
  }
}
