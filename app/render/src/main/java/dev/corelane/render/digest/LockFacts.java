package dev.corelane.render.digest;

import dev.corelane.analysis.ThreadActivity;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Task;
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

  /// The lock-holder preemptions of one hold for which somebody waited.
  List<HolderSwitch> switches(Timeline timeline, ThreadActivity activity, long row) {
    LockHold hold = timeline.holds().get(row);
    List<HolderSwitch> found = new ArrayList<>();
    if (hold.task() <= Task.UNKNOWN || waiters.mean(hold.startNs(), hold.endNs()) <= 0) {
      return found;
    }
    TaskStates states = activity.states(hold.task());
    for (long i = states.at(hold.startNs());
        i < states.count() && states.startNs(i) < hold.endNs();
        i++) {
      if (!activity.preempted(states, i, hold.startNs(), hold.endNs())) {
        continue;
      }
      long left = states.endNs(i);
      long back = activity.backNs(states, i, hold.endNs());
      double cost = waiters.mean(left, back) * (back - left);
      if (cost > 0) {
        found.add(
            new HolderSwitch(
                left, row, lock.id(), hold.task(), back, waiters.most(left, back), cost));
      }
    }
    return found;
  }
}
