package dev.corelane.importers.postgres;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// For which times of which task a source has told a sort of fact, so that a source that tells it
/// less well need not tell it again. Adding is cheap; the first question sorts.
final class Coverage {
  private final Map<Integer, Intervals> byTask = new HashMap<>();

  /// @param task internal task id
  /// @param startNs from when the fact is told
  /// @param endNs to when
  /// @param gapNs intervals that are added one after another and no farther apart are one
  void add(int task, long startNs, long endNs, long gapNs) {
    byTask
        .computeIfAbsent(task, t -> new Intervals())
        .add(startNs, Math.max(startNs, endNs), gapNs);
  }

  /// Adds all of another coverage.
  void addAll(Coverage other) {
    other.byTask.forEach(
        (task, intervals) -> {
          for (int i = 0; i < intervals.count; i++) {
            add(task, intervals.starts[i], intervals.ends[i], 0);
          }
        });
  }

  /// @return whether the fact is told somewhere in a range of time
  boolean overlaps(int task, long startNs, long endNs) {
    Intervals intervals = byTask.get(task);
    return intervals != null && intervals.overlaps(startNs, endNs);
  }

  private static final class Intervals {
    private long[] starts = new long[4];
    private long[] ends = new long[4];
    private int count;
    private boolean sorted = true;

    void add(long start, long end, long gap) {
      int last = count - 1;
      if (last >= 0 && start >= starts[last] && start <= ends[last] + gap) {
        ends[last] = Math.max(ends[last], end);
        return;
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
      }
      sorted &= last < 0 || start > ends[last];
      starts[count] = start;
      ends[count++] = end;
    }

    boolean overlaps(long start, long end) {
      if (!sorted) {
        sort();
      }
      int found = Arrays.binarySearch(starts, 0, count, end);
      int at = found >= 0 ? found : -found - 2;
      return at >= 0 && ends[at] >= start;
    }

    /// Puts the intervals in order and joins those that overlap.
    private void sort() {
      long[][] pairs = new long[count][];
      for (int i = 0; i < count; i++) {
        pairs[i] = new long[] {starts[i], ends[i]};
      }
      Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
      count = 0;
      sorted = true;
      for (long[] pair : pairs) {
        add(pair[0], pair[1], 0);
      }
    }
  }
}
