package dev.corelane.render.digest;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// What one lock went through.
///
/// @param lock the lock
/// @param holders who held it, cut by whether the holder was on a CPU; of several holders at a time
///   the first one
/// @param waiters how many threads waited
public record LockFacts(Lock lock, Pieces holders, Curve waiters) {
  static LockFacts of(Timeline timeline, int lock, Grouped holds, Grouped waits) {
    int held = holds.count(lock);
    var in = new Pieces.Intervals(held);
    FactTable<LockHold> holdTable = timeline.holds();
    for (int i = 0; i < held; i++) {
      in.rows[i] = holds.row(lock, i);
      LockHold hold = holdTable.get(in.rows[i]);
      in.starts[i] = hold.startNs();
      in.ends[i] = hold.endNs();
      in.tasks[i] = hold.task();
    }
    int waited = waits.count(lock);
    long[] starts = new long[waited];
    long[] ends = new long[waited];
    FactTable<LockWait> waitTable = timeline.waits();
    for (int i = 0; i < waited; i++) {
      LockWait wait = waitTable.get(waits.row(lock, i));
      starts[i] = wait.startNs();
      ends[i] = wait.endNs();
    }
    return new LockFacts(
        timeline.locks().get(lock),
        Pieces.of(timeline, in, Pieces.Overlap.EARLIEST),
        Curve.of(starts, ends));
  }

  /// The lock-holder preemptions of one hold.
  List<HolderSwitch> switches(Timeline timeline, long row) {
    LockHold hold = timeline.holds().get(row);
    List<HolderSwitch> found = new ArrayList<>();
    if (hold.task() <= Task.UNKNOWN || waiters.mean(hold.startNs(), hold.endNs()) <= 0) {
      return found;
    }
    TaskStates states = timeline.states(hold.task());
    for (long i = states.at(hold.startNs());
        i < states.count() && states.startNs(i) < hold.endNs();
        i++) {
      if (states.kind(i) != StateKind.RUNNABLE_PREEMPTED || states.startNs(i) < hold.startNs()) {
        continue;
      }
      ThreadState state = states.get(i);
      long back = Math.min(hold.endNs(), state.endNs());
      double cost = waiters.mean(state.startNs(), back) * (back - state.startNs());
      if (cost > 0) {
        found.add(
            new HolderSwitch(
                state.startNs(),
                row,
                lock.id(),
                hold.task(),
                back,
                waiters.most(state.startNs(), back),
                cost));
      }
    }
    return found;
  }
}
