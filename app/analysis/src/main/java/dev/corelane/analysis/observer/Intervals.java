package dev.corelane.analysis.observer;

import dev.corelane.analysis.TimeSort;
import java.util.Arrays;

/// A set of times, as intervals that do not meet.
final class Intervals {
  private long[] starts = new long[4];
  private long[] ends = new long[4];
  private int size;
  private boolean merged = true;

  void add(long startNs, long endNs) {
    if (endNs > startNs) {
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
      }
      starts[size] = startNs;
      ends[size++] = endNs;
      merged = false;
    }
  }

  /// @return the length of all
  long length() {
    merge();
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += ends[i] - starts[i];
    }
    return sum;
  }

  /// @return what of it lies in a range
  Intervals cut(long startNs, long endNs) {
    var part = new Intervals();
    for (int i = firstEndingAfter(startNs); i < size && starts[i] < endNs; i++) {
      part.add(Math.max(startNs, starts[i]), Math.min(endNs, ends[i]));
    }
    return part;
  }

  /// @return how much of it lies in a range
  long overlap(long startNs, long endNs) {
    long sum = 0;
    for (int i = firstEndingAfter(startNs); i < size && starts[i] < endNs; i++) {
      sum += Math.min(endNs, ends[i]) - Math.max(startNs, starts[i]);
    }
    return sum;
  }

  /// @param times in ascending order
  /// @return how many of them lie in it, both ends of an interval included
  long count(long[] times) {
    merge();
    long sum = 0;
    int at = 0;
    for (long time : times) {
      while (at < size && ends[at] < time) {
        at++;
      }
      sum += at < size && starts[at] <= time ? 1 : 0;
    }
    return sum;
  }

  private int firstEndingAfter(long timeNs) {
    merge();
    int low = 0;
    int high = size;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (ends[mid] <= timeNs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /// @return how much of it lies in another set
  long within(Intervals other) {
    merge();
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += other.overlap(starts[i], ends[i]);
    }
    return sum;
  }

  private void merge() {
    if (merged) {
      return;
    }
    merged = true;
    int[] order = TimeSort.order(starts, size);
    long[] from = starts;
    long[] to = ends;
    starts = new long[size];
    ends = new long[size];
    size = 0;
    for (int next : order) {
      if (size == 0 || from[next] > ends[size - 1]) {
        starts[size] = from[next];
        ends[size++] = to[next];
      } else {
        ends[size - 1] = Math.max(ends[size - 1], to[next]);
      }
    }
  }
}
