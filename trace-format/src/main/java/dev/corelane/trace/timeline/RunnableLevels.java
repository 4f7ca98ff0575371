package dev.corelane.trace.timeline;

import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;

/// Adds to the CPU lanes what only the states of the tasks tell: how many wait for the CPU, the
/// longest run delay, and which victims of a preemption held a lock.
///
/// A waiting task counts for the CPU it runs on next, else for the one it was queued at.
final class RunnableLevels {
  private final TableSet tables;
  private final TimeRange range;
  private final LaneBuckets[] lanes;

  RunnableLevels(TableSet tables, TimeRange range, LaneBuckets[] lanes) {
    this.tables = tables;
    this.range = range;
    this.lanes = lanes;
  }

  void fill(ProgressMonitor monitor) {
    var slices = new SliceColumns(tables);
    var columns = new StateColumns(tables, slices);
    Table tasks = tables.table(TableSchema.TASKS);
    LongColumn first = tasks.i64("firstRef");
    LongColumn count = tasks.i64("refCount");
    HoldIndex holds = HoldIndex.of(tables.table(TableSchema.HOLDS), (int) tasks.rows());
    for (int t = Task.UNKNOWN + 1; t < tasks.rows(); t++) {
      if ((t & 0xff) == 0) {
        monitor.checkCancelled();
      }
      var states =
          new TaskStates(t, columns, first.get(t), count.get(t), range.startNs(), range.endNs());
      walk(states, slices, holds.cursor(t));
    }
  }

  private void walk(TaskStates states, SliceColumns slices, HoldIndex.Cursor held) {
    long runnableSince = Long.MIN_VALUE;
    int queuedAt = -1;
    long count = states.count();
    for (long i = 0; i < count; i++) {
      StateKind kind = states.kind(i);
      if (kind.runnable()) {
        if (runnableSince == Long.MIN_VALUE) {
          runnableSince = states.startNs(i);
        }
        queuedAt = states.cpu(i);
        continue;
      }
      if (runnableSince != Long.MIN_VALUE) {
        int cpu = kind == StateKind.RUNNING ? states.cpu(i) : queuedAt;
        addDelay(cpu, runnableSince, states.startNs(i), kind == StateKind.RUNNING);
        runnableSince = Long.MIN_VALUE;
      }
      if (kind == StateKind.RUNNING && held.any()) {
        SliceEnd end = SliceInfo.end(slices.info.get(states.sliceRow(i)));
        long at = states.endNs(i);
        if (end.involuntary() && held.heldAt(at)) {
          LaneBuckets lane = lanes[states.cpu(i)];
          lane.holderPreempted[lane.bucket(at)]++;
        }
      }
    }
    if (runnableSince != Long.MIN_VALUE) {
      addDelay(queuedAt, runnableSince, range.endNs(), false);
    }
  }

  private void addDelay(int cpu, long from, long to, boolean ran) {
    if (cpu < 0 || cpu >= lanes.length) {
      return;
    }
    LaneBuckets lane = lanes[cpu];
    lane.addRunnable(from, to);
    if (ran) {
      int b = lane.bucket(to);
      lane.worstDelay[b] = Math.max(lane.worstDelay[b], to - from);
    }
  }
}
