package dev.corelane.analysis.latency;

import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// Finds for each `sched_waking` its `sched_wakeup`: the next of the same thread, unless it is
/// woken anew before.
final class WakePaths {
  private static final int UNKNOWN = -1;

  private WakePaths() {}

  /// Time from each waking to its wakeup.
  ///
  /// @return by row of WAKEUPS: ns, at most 2 s; -1 where there is none
  static int[] of(Timeline timeline) {
    Table table = timeline.wakeups().table();
    LongColumn time = table.i64("time");
    IntColumn tasks = table.i32("task");
    IntColumn info = table.i32("info");
    int rows = Math.toIntExact(table.rows());
    int[] paths = new int[rows];
    Arrays.fill(paths, UNKNOWN);
    int[] open = new int[timeline.taskCount()];
    Arrays.fill(open, UNKNOWN);
    for (int row = 0; row < rows; row++) {
      int task = tasks.get(row);
      if (task < 0 || task >= open.length) {
        continue;
      }
      int kind = info.get(row) >> 28 & 3;
      if (kind == Wakeup.Kind.WAKING.ordinal()) {
        open[task] = row;
      } else if (kind == Wakeup.Kind.WAKEUP.ordinal() && open[task] != UNKNOWN) {
        long ns = time.get(row) - time.get(open[task]);
        paths[open[task]] = (int) Math.max(0, Math.min(ns, Integer.MAX_VALUE));
        open[task] = UNKNOWN;
      }
    }
    return paths;
  }
}
