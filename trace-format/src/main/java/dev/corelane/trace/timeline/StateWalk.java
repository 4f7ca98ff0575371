package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;

/// Goes through the states of all tasks in the order of their recording, which reads memory from
/// one end to the other.
final class StateWalk {
  private static final int AT_ONCE = 1 << 12;

  private final AppendColumn order;
  private final IntColumn sliceTask;
  private final long[] firstRows;

  /// Receives the states.
  interface Visitor {
    /// @param task a task that runs
    /// @param cpu its CPU index
    /// @param row row in SLICES
    void runs(int task, int cpu, int row);

    /// @param task a task that does not
    /// @param row row in OFF_CPU
    void isOff(int task, int row);
  }

  /// @param log has the order
  /// @param slices the grouped slices
  /// @param firstRows row of the first recorded slice of each CPU
  StateWalk(SchedulingLog log, Table slices, long[] firstRows) {
    this.order = log.order();
    this.sliceTask = slices.i32("task");
    this.firstRows = firstRows;
  }

  void walk(Visitor visitor, ProgressMonitor monitor) {
    long[] next = firstRows.clone();
    int[] block = new int[AT_ONCE];
    long at = 0;
    int offRow = 0;
    for (int n = order.read(at, block); n > 0; n = order.read(at, block)) {
      monitor.checkCancelled();
      for (int i = 0; i < n; i++) {
        int entry = block[i];
        if (entry < 0) {
          visitor.isOff(-1 - entry, offRow++);
        } else {
          long row = next[entry];
          int task = sliceTask.get(row++);
          while (task <= Task.UNKNOWN) {
            task = sliceTask.get(row++);
          }
          next[entry] = row;
          visitor.runs(task, entry, (int) (row - 1));
        }
      }
      at += n;
    }
  }
}
