package dev.corelane.replay.extract;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// Finds where a thread blocked and who ended it. The context of the waker decides: a thread that
/// called into the scheduler itself is a cause that a replay must keep; an interrupt is an event
/// from outside, whatever thread it happened to hit.
final class BlockFinder {
  private final Timeline timeline;
  private final long startNs;
  private final ModelledLocks locks;

  /// @param timeline the recording
  /// @param startNs from when on scheduling was recorded
  /// @param locks that the replay takes
  BlockFinder(Timeline timeline, long startNs, ModelledLocks locks) {
    this.timeline = timeline;
    this.startNs = startNs;
    this.locks = locks;
  }

  List<Block> of(int task, TaskStates states) {
    List<Block> found = new ArrayList<>();
    var modelled = new WaitCursor(locks.waits(task));
    var other = new WaitCursor(locks.otherWaits(task));
    for (long i = 0; i < states.count(); i++) {
      boolean born =
          i == 0
              && states.kind(i) == StateKind.UNKNOWN
              && states.endNs(i) > startNs
              && wokenNext(states);
      if (!states.kind(i).blocked() && !born) {
        continue;
      }
      long start = Math.max(startNs, states.startNs(i));
      long end = states.endNs(i);
      if (!born && modelled.around(start, end)) {
        continue;
      }
      Block block = block(states, i, start, end);
      // Who gives such a lock on wakes the waiter. That is no cause to keep: in a replay somebody
      // else
      // may have the lock, and a fixed order of its holders would contradict the order of other
      // locks.
      found.add(other.around(start, end) ? block.endedFromOutside() : block);
    }
    return found;
  }

  /// A thread whose first event is a wake-up was blocked or not there before. One that is first
  /// seen on a CPU, without a wake-up, was runnable all the time.
  private static boolean wokenNext(TaskStates states) {
    return states.count() > 1 && states.kind(1) == StateKind.RUNNABLE_WAKEUP;
  }

  private Block block(TaskStates states, long index, long startNs, long endNs) {
    if (index + 1 >= states.count()) {
      return new Block(startNs, endNs, -1, -1, false);
    }
    ThreadState next = states.get(index + 1);
    if (next.kind() == StateKind.DEAD || next.kind() == StateKind.UNKNOWN) {
      return new Block(startNs, endNs, -1, -1, false);
    }
    boolean edge =
        next.kind() == StateKind.RUNNABLE_WAKEUP
            && next.wakeup() >= 0
            && next.other() > Task.UNKNOWN
            && next.other() != next.task()
            && !timeline.wakeups().get(next.wakeup()).inInterrupt();
    int from = next.wakeup() < 0 ? -1 : timeline.wakeups().get(next.wakeup()).wakerCpu();
    boolean elsewhere = index > 0 && states.cpu(index - 1) >= 0 && from != states.cpu(index - 1);
    return new Block(startNs, endNs, edge ? next.other() : -1, elsewhere ? from : -1, true);
  }
}
