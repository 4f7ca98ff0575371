package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Task;

/// Goes through the states of all tasks in the order of their recording, which reads memory from
/// one end to the other. Gives them out block by block, so that the loop over a block is in the
/// code of whoever asks for it: what two callers would do in one loop is compiled again and again.
final class StateWalk {
  private static final int MOST = 1 << 12;

  private final AppendColumn order;
  private final IntColumn sliceTask;
  private final long[] next;
  private long at;
  private int offRow;

  /// The task of each state of the block.
  final int[] task = new int[MOST];

  /// Where each state of the block stands, as TASK_STATES refers to it: a row of SLICES, or -1 - a
  /// row of OFF_CPU.
  final int[] reference = new int[MOST];

  /// Index of the CPU that the task runs on; only of states in SLICES.
  final int[] cpu = new int[MOST];

  /// @param log has the order
  /// @param slices the grouped slices
  /// @param firstRows row of the first recorded slice of each CPU
  StateWalk(SchedulingLog log, Table slices, long[] firstRows) {
    this.order = log.order();
    this.sliceTask = slices.i32("task");
    this.next = firstRows.clone();
  }

  /// Goes to the next block.
  ///
  /// @return number of its states, 0 at the end
  int next() {
    int n = order.read(at, cpu);
    for (int i = 0; i < n; i++) {
      int entry = cpu[i];
      if (entry < 0) {
        task[i] = -1 - entry;
        reference[i] = -1 - offRow++;
      } else {
        long row = nextRow(entry);
        task[i] = sliceTask.get(row);
        reference[i] = (int) row;
      }
    }
    at += n;
    return n;
  }

  /// Row of a CPU's next slice in which a task runs.
  private long nextRow(int ofCpu) {
    long row = next[ofCpu];
    while (sliceTask.get(row) <= Task.UNKNOWN) {
      row++;
    }
    next[ofCpu] = row + 1;
    return row;
  }
}
