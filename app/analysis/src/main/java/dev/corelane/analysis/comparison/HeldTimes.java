package dev.corelane.analysis.comparison;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// When each thread held an LWLock.
final class HeldTimes {
  private final long[][] starts;
  private final long[][] ends;
  private final int[] sizes;

  HeldTimes(Timeline timeline) {
    int tasks = timeline.taskCount();
    starts = new long[tasks][];
    ends = new long[tasks][];
    sizes = new int[tasks];
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (hold.lock() >= 0 && timeline.locks().get(hold.lock()).kind() == LockKind.LWLOCK) {
        add(hold.task(), hold.startNs(), hold.endNs());
      }
    }
  }

  /// Holds come by start, so one that overlaps the last one of its thread makes it longer.
  private void add(int task, long startNs, long endNs) {
    int size = sizes[task];
    if (size > 0 && startNs <= ends[task][size - 1]) {
      ends[task][size - 1] = Math.max(ends[task][size - 1], endNs);
      return;
    }
    if (size == 0) {
      starts[task] = new long[8];
      ends[task] = new long[8];
    } else if (size == starts[task].length) {
      starts[task] = Arrays.copyOf(starts[task], size * 2);
      ends[task] = Arrays.copyOf(ends[task], size * 2);
    }
    starts[task][size] = startNs;
    ends[task][size] = endNs;
    sizes[task]++;
  }

  boolean holding(int task, long timeNs) {
    if (sizes[task] == 0) {
      return false;
    }
    int at = Arrays.binarySearch(starts[task], 0, sizes[task], timeNs);
    int last = at < 0 ? -2 - at : at;
    return last >= 0 && timeNs < ends[task][last];
  }
}
