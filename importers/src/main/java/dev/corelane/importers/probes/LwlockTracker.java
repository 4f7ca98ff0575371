package dev.corelane.importers.probes;

import dev.corelane.importers.locks.FactSink;
import dev.corelane.importers.locks.FactTracker;
import dev.corelane.importers.locks.HoldTracker;
import dev.corelane.importers.locks.LockProblems;
import dev.corelane.importers.locks.Tally;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import java.util.Arrays;

/// PostgreSQL's lightweight locks (src/backend/storage/lmgr/lwlock.c): waits from `wait__start` to
/// `wait__done`, holds from `acquire` to `release`.
///
/// A wait is a sleep on the backend's semaphore. There may be several in a row before the lock is
/// had, since a woken waiter must try again; `acquire` fires after the last. Whether a wait ended
/// with the lock is therefore known only at the task's next event.
public final class LwlockTracker implements FactTracker {
  private static final int NONE = -1;

  private final FactSink sink;
  private final Lwlocks locks;
  private final HoldTracker holds;
  private final HoldTracker functionHolds;
  private final Tally unmatchedWaits =
      new Tally(LockProblems.PG_WAIT_UNMATCHED, "LWLock waits lack a start or an end");
  private final Tally unmatchedReleases =
      new Tally(LockProblems.PG_RELEASE_UNMATCHED, "LWLocks were released without being held");

  /// The wait of each task: no lock, or it goes on (no end yet), or its outcome is open.
  private int[] waitLock = new int[256];

  private long[] waitStart = new long[256];
  private long[] waitEnd = new long[256];
  private LockMode[] waitMode = new LockMode[256];
  private int[] waitHolder = new int[256];
  private boolean[] waitTakes = new boolean[256];
  private boolean[] known = new boolean[256];
  private boolean[] acquiredOnce = new boolean[256];
  private int[] requested = new int[256];
  private boolean acquisitionsSeen;

  /// @param sink takes the facts
  /// @param locks the locks
  public LwlockTracker(FactSink sink, Lwlocks locks) {
    this.sink = sink;
    this.locks = locks;
    holds =
        new HoldTracker(
            sink,
            new Tally(LockProblems.PG_RELEASE_MISSING, "LWLocks were taken again while held"));
    functionHolds =
        new HoldTracker(
            sink, new Tally(LockProblems.PG_RELEASE_MISSING, "LWLocks were not released"), true);
    Arrays.fill(waitLock, NONE);
    Arrays.fill(requested, NONE);
  }

  /// `lwlock__wait__start`.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  /// @param mode how it wants the lock
  /// @param takes whether the place of the probe is one that takes the lock afterwards; decides the
  ///   outcome in a trace without acquisitions
  public void waitStart(long timeNs, int task, int lock, LockMode mode, boolean takes) {
    know(task);
    if (waitLock[task] != NONE) {
      if (waitEnd[task] < 0) {
        unmatchedWaits.add(timeNs);
        waitLock[task] = NONE;
      } else {
        settle(task, false);
      }
    }
    waitLock[task] = lock;
    waitStart[task] = timeNs;
    waitEnd[task] = -1;
    waitMode[task] = mode;
    int holder = locks.single(lock) ? holds.holder(lock) : Task.UNKNOWN;
    waitHolder[task] = holder == task ? Task.UNKNOWN : holder;
    waitTakes[task] = takes && mode != LockMode.WAIT_UNTIL_FREE;
  }

  /// `lwlock__wait__done`.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  /// @param mode how it wanted the lock
  /// @param takes as at the start
  public void waitDone(long timeNs, int task, int lock, LockMode mode, boolean takes) {
    boolean first = know(task);
    if (waitLock[task] == lock && waitEnd[task] < 0) {
      waitEnd[task] = timeNs;
      return;
    }
    if (!first) {
      unmatchedWaits.add(timeNs);
      return;
    }
    waitLock[task] = lock;
    waitStart[task] = Long.MIN_VALUE;
    waitEnd[task] = timeNs;
    waitMode[task] = mode;
    waitHolder[task] = Task.UNKNOWN;
    waitTakes[task] = takes && mode != LockMode.WAIT_UNTIL_FREE;
  }

  /// `lwlock__acquire`, `lwlock__condacquire` or `lwlock__acquire__or__wait`: the lock is held.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  /// @param mode how
  public void acquired(long timeNs, int task, int lock, LockMode mode) {
    know(task);
    acquisitionsSeen = true;
    acquiredOnce[task] = true;
    settle(task, waitLock[task] == lock);
    holds.acquired(timeNs, task, lock, locks.tranche(lock), locks.single(lock), mode);
  }

  /// `lwlock__condacquire__fail` or `lwlock__acquire__or__wait__fail`: the lock is not had.
  ///
  /// @param task the backend
  public void failed(int task) {
    know(task);
    settle(task, false);
  }

  /// `lwlock__release`.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  /// @param exact whether the lock is told, and not only its tranche
  public void released(long timeNs, int task, int lock, boolean exact) {
    know(task);
    settle(task, !acquisitionsSeen && waitLock[task] != NONE && waitTakes[task]);
    if (holds.released(timeNs, task, exact ? lock : -1, locks.tranche(lock))) {
      return;
    }
    if (!acquisitionsSeen) {
      return;
    }
    if (acquiredOnce[task] || sink.lostBetween(sink.firstNs(), timeNs)) {
      unmatchedReleases.add(timeNs);
    } else {
      sink.builder()
          .hold(sink.firstNs(), timeNs, lock, task, LockMode.UNKNOWN, true, Provenance.INFERRED);
    }
  }

  /// `LWLockAcquire` or one of its siblings is entered, seen by a probe on the function: the lock
  /// is asked for. Where the server's own probes are recorded, functions say nothing.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  /// @param mode how it wants the lock
  public void functionEntered(long timeNs, int task, int lock, LockMode mode) {
    if (!acquisitionsSeen) {
      know(task);
      requested[task] = lock;
      // Not "single": that another asks for the lock does not end a hold.
      functionHolds.acquired(timeNs, task, lock, lock, false, mode);
    }
  }

  /// The function returns. Without probes at its return, a hold begins at the entry.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param taken whether the lock is held now
  public void functionReturns(long timeNs, int task, boolean taken) {
    if (acquisitionsSeen || task >= requested.length || requested[task] == NONE) {
      return;
    }
    functionHolds.exact();
    if (taken) {
      functionHolds.restart(timeNs, task, requested[task]);
    } else {
      functionHolds.withdraw(task, requested[task]);
    }
    requested[task] = NONE;
  }

  /// `LWLockRelease` is entered.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  public void releasedByFunction(long timeNs, int task, int lock) {
    if (!acquisitionsSeen) {
      know(task);
      functionHolds.released(timeNs, task, lock, lock);
    }
  }

  @Override
  public void taskEnded(int task, long timeNs) {
    if (task < waitLock.length) {
      endOpen(task, timeNs);
    }
    holds.taskEnded(task, timeNs);
    functionHolds.taskEnded(task, timeNs);
  }

  @Override
  public void finish(long lastNs) {
    for (int task = 0; task < waitLock.length; task++) {
      endOpen(task, lastNs);
    }
    holds.finish(lastNs);
    functionHolds.finish(lastNs);
    unmatchedWaits.report(sink);
    unmatchedReleases.report(sink);
  }

  private void endOpen(int task, long timeNs) {
    if (waitLock[task] == NONE) {
      return;
    }
    if (waitEnd[task] < 0) {
      waitEnd[task] = sink.unseenEnd(waitStart[task], timeNs);
      emit(task, false, Provenance.INFERRED);
    } else {
      settle(task, false);
    }
  }

  /// The outcome of a task's last wait is known. A wait whose end has not been seen is lost.
  private void settle(int task, boolean acquired) {
    if (waitLock[task] == NONE) {
      return;
    }
    if (waitEnd[task] < 0) {
      unmatchedWaits.add(waitStart[task]);
      waitLock[task] = NONE;
      return;
    }
    boolean withLock = acquired || !acquisitionsSeen && waitTakes[task];
    boolean clipped = waitStart[task] == Long.MIN_VALUE;
    if (clipped) {
      waitStart[task] = sink.firstNs();
    }
    emit(task, withLock, clipped ? Provenance.INFERRED : sink.seen(waitStart[task], waitEnd[task]));
  }

  private void emit(int task, boolean acquired, Provenance provenance) {
    sink.builder()
        .lockWait(
            waitStart[task],
            waitEnd[task],
            waitLock[task],
            task,
            waitMode[task],
            waitHolder[task],
            -1,
            -1,
            acquired,
            provenance);
    waitLock[task] = NONE;
  }

  private boolean know(int task) {
    if (task >= known.length) {
      int old = known.length;
      int size = Math.max(task + 1, old * 2);
      waitLock = Arrays.copyOf(waitLock, size);
      Arrays.fill(waitLock, old, size, NONE);
      requested = Arrays.copyOf(requested, size);
      Arrays.fill(requested, old, size, NONE);
      waitStart = Arrays.copyOf(waitStart, size);
      waitEnd = Arrays.copyOf(waitEnd, size);
      waitMode = Arrays.copyOf(waitMode, size);
      waitHolder = Arrays.copyOf(waitHolder, size);
      waitTakes = Arrays.copyOf(waitTakes, size);
      known = Arrays.copyOf(known, size);
      acquiredOnce = Arrays.copyOf(acquiredOnce, size);
    }
    boolean first = !known[task];
    known[task] = true;
    return first;
  }
}
