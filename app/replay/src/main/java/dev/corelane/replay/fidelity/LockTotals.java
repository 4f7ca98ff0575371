package dev.corelane.replay.fidelity;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// How some locks were used, all together.
///
/// @param acquisitions how often they were taken
/// @param waitNs how long was waited for them within the range
/// @param holderPreemptions involuntary switches of threads that held one
record LockTotals(long acquisitions, long waitNs, long holderPreemptions) {
  static LockTotals of(Timeline timeline, TimeRange range, Collection<Integer> locks) {
    var counted = new BitSet();
    locks.forEach(counted::set);
    long acquisitions = 0;
    long preemptions = 0;
    var states = new TaskStates[timeline.taskCount()];
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (counted.get(hold.lock()) && range.contains(hold.startNs())) {
        acquisitions++;
        preemptions += preemptions(timeline, states, hold);
      }
    }
    long waitNs = 0;
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (counted.get(wait.lock())) {
        long from = Math.max(wait.startNs(), range.startNs());
        waitNs += Math.max(0, Math.min(wait.endNs(), range.endNs()) - from);
      }
    }
    return new LockTotals(acquisitions, waitNs, preemptions);
  }

  private static long preemptions(Timeline timeline, @Nullable TaskStates[] known, LockHold hold) {
    TaskStates states = known[hold.task()];
    if (states == null) {
      states = timeline.states(hold.task());
      known[hold.task()] = states;
    }
    long found = 0;
    for (long i = states.at(hold.startNs()) + 1; i < states.count(); i++) {
      if (states.startNs(i) >= hold.endNs()) {
        break;
      }
      if (states.kind(i) == StateKind.RUNNABLE_PREEMPTED) {
        found++;
      }
    }
    return found;
  }
}
