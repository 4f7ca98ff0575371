package dev.corelane.importers.locks;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Task;
import java.util.Arrays;

/// Waits of which a task has one at a time, told by a begin and an end.
public final class PairedWaits implements FactTracker {
  private final FactSink sink;
  private final Tally unmatched;
  private final OpenWaits waits;
  private boolean[] known = new boolean[256];

  /// @param sink takes the waits
  /// @param unmatched counts waits that lack a begin or an end
  public PairedWaits(FactSink sink, Tally unmatched) {
    this.sink = sink;
    this.unmatched = unmatched;
    waits = new OpenWaits(sink);
  }

  /// A wait begins; an older one of the task is over, unseen, and counted.
  ///
  /// @param timeNs when
  /// @param task the waiter
  /// @param lock internal lock id
  /// @param mode how it wants the lock
  public void begin(long timeNs, int task, int lock, LockMode mode) {
    begin(timeNs, task, lock, mode, Task.UNKNOWN);
  }

  /// A wait begins of which the holder is known; an older one of the task is over, unseen, and
  /// counted.
  ///
  /// @param timeNs when
  /// @param task the waiter
  /// @param lock internal lock id
  /// @param mode how it wants the lock
  /// @param holder who has the lock, [Task#UNKNOWN]
  public void begin(long timeNs, int task, int lock, LockMode mode, int holder) {
    know(task);
    if (waits.top(task) != OpenWaits.NONE) {
      unmatched.add(timeNs);
      waits.drop(waits.top(task));
    }
    waits.begin(timeNs, task, lock, mode, holder);
  }

  /// The task's wait ends.
  ///
  /// @param timeNs when
  /// @param task the waiter
  /// @param lock internal lock id, -1 when the end does not tell
  /// @param mode how it wanted the lock
  /// @param sleepNs time asleep, -1 not told
  /// @param acquired whether it has the lock
  public void end(long timeNs, int task, int lock, LockMode mode, long sleepNs, boolean acquired) {
    boolean first = know(task);
    int wait = waits.top(task);
    if (wait != OpenWaits.NONE && (lock < 0 || waits.lock[wait] == lock)) {
      waits.end(wait, timeNs, -1, sleepNs, acquired);
    } else if (first && lock >= 0) {
      waits.endOfOlder(timeNs, task, lock, mode, acquired);
    } else if (!first) {
      unmatched.add(timeNs);
    }
  }

  /// Whatever the task waited for, it does not wait any more, and has not got it.
  ///
  /// @param timeNs when it was seen to go on
  /// @param task the waiter
  public void abandon(long timeNs, int task) {
    if (waits.top(task) != OpenWaits.NONE) {
      waits.endUnseen(waits.top(task), timeNs);
    }
  }

  private boolean know(int task) {
    if (task >= known.length) {
      known = Arrays.copyOf(known, Math.max(task + 1, known.length * 2));
    }
    boolean first = !known[task];
    known[task] = true;
    return first;
  }

  @Override
  public void taskEnded(int task, long timeNs) {
    waits.taskEnded(task, timeNs);
  }

  @Override
  public void finish(long lastNs) {
    waits.finish(lastNs);
    unmatched.report(sink);
  }
}
