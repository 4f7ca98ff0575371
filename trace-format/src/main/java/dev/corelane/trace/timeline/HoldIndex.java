package dev.corelane.trace.timeline;

import java.util.Arrays;

/// The lock holds of every task in order of time.
final class HoldIndex {
  private final LongColumn start;
  private final LongColumn end;
  private final int[] firstOfTask;
  private final int[] rows;

  private HoldIndex(LongColumn start, LongColumn end, int[] firstOfTask, int[] rows) {
    this.start = start;
    this.end = end;
    this.firstOfTask = firstOfTask;
    this.rows = rows;
  }

  static HoldIndex of(Table holds, int tasks) {
    IntColumn task = holds.i32("task");
    int count = Math.toIntExact(holds.rows());
    int[] first = new int[tasks + 1];
    for (int i = 0; i < count; i++) {
      first[task.get(i) + 1]++;
    }
    for (int t = 0; t < tasks; t++) {
      first[t + 1] += first[t];
    }
    int[] next = Arrays.copyOf(first, tasks);
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[next[task.get(i)]++] = i;
    }
    return new HoldIndex(holds.i64("start"), holds.i64("end"), first, rows);
  }

  /// One cursor per task.
  Cursor[] cursors() {
    Cursor[] cursors = new Cursor[firstOfTask.length - 1];
    for (int task = 0; task < cursors.length; task++) {
      cursors[task] = new Cursor(firstOfTask[task], firstOfTask[task + 1]);
    }
    return cursors;
  }

  /// Answers for one task, at times that never go back, whether it held a lock.
  final class Cursor {
    private final int to;
    private int at;
    private long heldUntil = Long.MIN_VALUE;

    private Cursor(int from, int to) {
      this.at = from;
      this.to = to;
    }

    boolean heldAt(long timeNs) {
      while (at < to && start.get(rows[at]) <= timeNs) {
        heldUntil = Math.max(heldUntil, end.get(rows[at++]));
      }
      return heldUntil > timeNs;
    }
  }
}
