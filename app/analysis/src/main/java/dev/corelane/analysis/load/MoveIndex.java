package dev.corelane.analysis.load;

import dev.corelane.analysis.Nearby;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// The recorded moves by thread, in order of time.
final class MoveIndex {
  private final Timeline timeline;
  private final LongColumn time;
  private final IntColumn cpus;
  private final int[] first;
  private final int[] rows;

  MoveIndex(Timeline timeline) {
    this.timeline = timeline;
    Table table = timeline.migrations().table();
    time = table.i64("time");
    cpus = table.i32("cpus");
    IntColumn task = table.i32("task");
    int tasks = timeline.taskCount();
    int count = Math.toIntExact(table.rows());
    first = new int[tasks + 1];
    for (int row = 0; row < count; row++) {
      if (known(task.get(row), tasks)) {
        first[task.get(row) + 1]++;
      }
    }
    for (int t = 0; t < tasks; t++) {
      first[t + 1] += first[t];
    }
    rows = new int[first[tasks]];
    int[] next = Arrays.copyOf(first, tasks);
    for (int row = 0; row < count; row++) {
      if (known(task.get(row), tasks)) {
        rows[next[task.get(row)]++] = row;
      }
    }
  }

  private static boolean known(int task, int tasks) {
    return task >= 0 && task < tasks;
  }

  boolean recorded() {
    return time.rows() > 0;
  }

  /// Place of the first move of a task at or after a time.
  ///
  /// @param near where to begin to look, any place of the task or one past it
  int from(int task, long timeNs, int near) {
    int base = first[task];
    int count = first[task + 1] - base;
    if (count == 0) {
      return base;
    }
    long begin = Math.clamp(near - base, 0, count - 1);
    int before =
        base + (int) Nearby.lastNotAfter(i -> timeNs(base + (int) i), count, begin, timeNs - 1);
    return timeNs(before) < timeNs ? before + 1 : before;
  }

  /// One past the last place of a task.
  int to(int task) {
    return first[task + 1];
  }

  long timeNs(int place) {
    return time.get(rows[place]);
  }

  /// Index of the CPU that the task left, -1 if it is not known.
  int fromCpu(int place) {
    return cpu(cpus.get(rows[place]) & 0xffff);
  }

  /// Index of the CPU that the task went to, -1 if it is not known.
  int toCpu(int place) {
    return cpu(cpus.get(rows[place]) >>> 16);
  }

  private int cpu(int stored) {
    return stored <= timeline.cpus().size() ? stored - 1 : -1;
  }
}
