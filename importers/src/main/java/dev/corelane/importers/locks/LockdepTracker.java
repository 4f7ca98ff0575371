package dev.corelane.importers.locks;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Task;

/// `lock:lock_acquire`, `lock_contended`, `lock_acquired` and `lock_release` of kernels built with
/// lockdep: holds and waits of kernel locks.
///
/// `lock_acquired` and `lock_contended` need CONFIG_LOCK_STAT; without them a hold begins at
/// `lock_acquire`, which is the request.
public final class LockdepTracker implements FactTracker {
  private static final int DEEPEST = 16;

  private final FactSink sink;
  private final HoldTracker holds;
  private final OpenWaits waits;
  private final Tally unmatched =
      new Tally(LockProblems.RELEASE_UNMATCHED, "kernel locks were released without being held");

  /// @param sink takes the holds and waits
  public LockdepTracker(FactSink sink) {
    this.sink = sink;
    holds =
        new HoldTracker(
            sink, new Tally(LockProblems.RELEASE_UNMATCHED, "kernel locks were not released"));
    waits = new OpenWaits(sink);
  }

  /// `lock_acquire`: asks for a lock. A `trylock` is told only if it succeeds.
  ///
  /// @param timeNs when
  /// @param task the task
  /// @param lock internal lock id
  /// @param mode how
  public void acquire(long timeNs, int task, int lock, LockMode mode) {
    // Not "single": lockdep has shared holders and recursion that its events do not tell apart.
    holds.acquired(timeNs, task, lock, lock, false, mode);
  }

  /// `lock_contended`: the lock is held by another.
  ///
  /// @param timeNs when
  /// @param task the task
  /// @param lock internal lock id
  /// @param mode how
  public void contended(long timeNs, int task, int lock, LockMode mode) {
    if (waits.depth(task) >= DEEPEST) {
      unmatched.add(timeNs);
      waits.drop(waits.bottom(task));
    }
    waits.begin(timeNs, task, lock, mode, Task.UNKNOWN);
  }

  /// `lock_acquired`: the lock is held from now on.
  ///
  /// @param timeNs when
  /// @param task the task
  /// @param lock internal lock id
  public void acquired(long timeNs, int task, int lock) {
    int wait = waits.find(task, lock);
    if (wait != OpenWaits.NONE) {
      waits.end(wait, timeNs, -1, -1, true);
    }
    holds.restart(timeNs, task, lock);
  }

  /// `lock_release`.
  ///
  /// @param timeNs when
  /// @param task the task
  /// @param lock internal lock id
  public void release(long timeNs, int task, int lock) {
    int wait = waits.find(task, lock);
    if (wait != OpenWaits.NONE) {
      waits.end(wait, timeNs, -1, -1, false);
      holds.withdraw(task, lock);
      return;
    }
    if (!holds.released(timeNs, task, lock, lock)) {
      unmatched.add(timeNs);
    }
  }

  @Override
  public void taskEnded(int task, long timeNs) {
    waits.taskEnded(task, timeNs);
    holds.taskEnded(task, timeNs);
  }

  @Override
  public void finish(long lastNs) {
    waits.finish(lastNs);
    holds.finish(lastNs);
    unmatched.report(sink);
  }
}
