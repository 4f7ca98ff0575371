package dev.corelane.analysis.criticalpath;

import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Walks from the end of a piece of work to its begin. Where the thread was blocked, the walk goes
/// on in the thread that woke it, as long as the block lasted.
final class BackwardWalk {
  private static final int NO_LOCK = -1;

  /// Chains of wake-ups deeper than this are not followed further; they end as sleep.
  private static final int DEEPEST = 64;

  private final Timeline timeline;
  private final LockHistory history;
  private final List<PathSegment> backwards = new ArrayList<>();

  BackwardWalk(Timeline timeline, LockHistory history) {
    this.timeline = timeline;
    this.history = history;
  }

  /// The parts by time.
  List<PathSegment> segments(int task, long fromNs, long toNs) {
    walk(task, fromNs, toNs, NO_LOCK, 0);
    List<PathSegment> found = new ArrayList<>(backwards);
    Collections.reverse(found);
    return found;
  }

  private void walk(int task, long fromNs, long toNs, int lock, int depth) {
    if (toNs <= fromNs) {
      return;
    }
    TaskStates states = history.activity().states(task);
    long at = toNs;
    for (long i = states.at(toNs - 1); i >= 0 && at > fromNs; i--) {
      long start = i == 0 ? fromNs : Math.max(fromNs, states.startNs(i));
      if (start >= at) {
        continue;
      }
      StateKind kind = states.kind(i);
      switch (kind) {
        case RUNNING -> ran(task, start, at, lock, depth);
        case RUNNABLE_WAKEUP ->
            add(start, at, task, PathClass.WAKEUP_DELAY, lockAt(task, start, lock), depth);
        case RUNNABLE_PREEMPTED ->
            add(start, at, task, PathClass.PREEMPTED, lockAt(task, start, lock), depth);
        case SLEEPING, UNINTERRUPTIBLE, STOPPED -> blocked(states, i, task, start, at, lock, depth);
        case DEAD, UNKNOWN -> {
          int own = lockAt(task, start, NO_LOCK);
          PathClass what = own == NO_LOCK ? PathClass.UNKNOWN : PathClass.LOCK;
          add(start, at, task, what, own == NO_LOCK ? lock : own, depth);
        }
      }
      at = start;
    }
    if (at > fromNs) {
      add(fromNs, at, task, PathClass.UNKNOWN, lock, depth);
    }
  }

  /// Running time inside waits of its own is spinning.
  private void ran(int task, long fromNs, long toNs, int lock, int depth) {
    long at = toNs;
    List<LockHistory.Wait> waits = history.waitsOf(task, fromNs, toNs);
    while (at > fromNs) {
      LockHistory.Wait inner = null;
      long next = fromNs;
      for (LockHistory.Wait wait : waits) {
        if (wait.startNs() < at && wait.endNs() >= at) {
          inner = wait;
          next = Math.max(next, wait.startNs());
        } else if (wait.endNs() < at) {
          next = Math.max(next, wait.endNs());
        }
      }
      PathClass what = inner == null ? PathClass.RUNNING : PathClass.SPINNING;
      add(next, at, task, what, inner == null ? lock : inner.lock(), depth);
      at = next;
    }
  }

  private void blocked(
      TaskStates states, long index, int task, long fromNs, long toNs, int lock, int depth) {
    int own = lockAt(task, toNs - 1, NO_LOCK);
    int cause = own == NO_LOCK ? lock : own;
    int waker = depth < DEEPEST ? waker(states, index, toNs) : Task.UNKNOWN;
    if (waker > Task.UNKNOWN && waker != task) {
      walk(waker, fromNs, toNs, cause, depth + 1);
      return;
    }
    PathClass what =
        own != NO_LOCK
            ? PathClass.LOCK
            : states.kind(index) == StateKind.UNINTERRUPTIBLE ? PathClass.IO : PathClass.SLEEPING;
    add(fromNs, toNs, task, what, cause, depth);
  }

  /// Who ended a block: nobody if it goes on after the part looked at, or if an interrupt did.
  private int waker(TaskStates states, long index, long toNs) {
    if (index + 1 >= states.count() || states.startNs(index + 1) > toNs) {
      return Task.UNKNOWN;
    }
    ThreadState next = states.get(index + 1);
    if (next.kind() != StateKind.RUNNABLE_WAKEUP || next.wakeup() < 0) {
      return Task.UNKNOWN;
    }
    Wakeup wakeup = timeline.wakeups().get(next.wakeup());
    return wakeup.inInterrupt() ? Task.UNKNOWN : wakeup.waker();
  }

  private int lockAt(int task, long timeNs, int otherwise) {
    List<LockHistory.Wait> waits = history.waitsOf(task, timeNs, timeNs + 1);
    return waits.isEmpty() ? otherwise : waits.getLast().lock();
  }

  private void add(long from, long to, int task, PathClass kind, int lock, int depth) {
    if (to > from) {
      backwards.add(new PathSegment(from, to, task, kind, lock, depth));
    }
  }
}
