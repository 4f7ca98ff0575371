package dev.corelane.importers.locks;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import java.util.Arrays;

/// Locks that are held while events go by: pairs releases with acquisitions per task.
///
/// A lock may be a class whose members cannot be told apart (an LWLock tranche); its holds are a
/// multiset, of which a release takes the newest. Of a single lock, an acquisition that cannot
/// stand beside an older hold of another task ends that hold, for a release may be told after the
/// next acquisition: PostgreSQL's release probe fires after the lock is free.
public final class HoldTracker implements FactTracker {
  /// Most locks a task holds at once: `MAX_SIMUL_LWLOCKS` (lwlock.c) is 200, lockdep's
  /// `MAX_LOCK_DEPTH` 48. What is beyond was released unseen.
  static final int DEEPEST = 256;

  private static final long NOT_ENDED = Long.MAX_VALUE;

  private final FactSink sink;
  private final Tally missing;
  private final OwnerStacks stacks = new OwnerStacks();
  private long[] start = new long[64];
  private long[] ended = new long[64];
  private int[] lock = new int[64];
  private int[] group = new int[64];
  private LockMode[] mode = new LockMode[64];
  private int[] nextOfLock = new int[64];
  private int[] firstOfLock = new int[64];
  private boolean inferred;
  private boolean releasesSeen;

  /// @param sink takes the holds
  /// @param missing counts releases that must have happened and were not told
  public HoldTracker(FactSink sink, Tally missing) {
    this(sink, missing, false);
  }

  /// @param sink takes the holds
  /// @param missing counts releases that must have happened and were not told
  /// @param inferred whether all holds are inferred, until [#exact()] is told
  public HoldTracker(FactSink sink, Tally missing, boolean inferred) {
    this.sink = sink;
    this.missing = missing;
    this.inferred = inferred;
    Arrays.fill(firstOfLock, OwnerStacks.NONE);
  }

  /// Acquisitions are seen as they happen after all.
  public void exact() {
    inferred = false;
  }

  /// A task has a lock from now on.
  ///
  /// @param timeNs when
  /// @param task internal task id
  /// @param lockId internal lock id
  /// @param lockGroup by which a release may be told that does not name the lock
  /// @param single whether the id names one lock
  /// @param lockMode how it is held
  public void acquired(
      long timeNs, int task, int lockId, int lockGroup, boolean single, LockMode lockMode) {
    if (single) {
      endConflicting(timeNs, task, lockId, lockMode);
    }
    if (stacks.depth(task) >= DEEPEST) {
      int oldest = stacks.bottom(task);
      if (releasesSeen) {
        missing.add(timeNs);
        emit(oldest, sink.unseenEnd(start[oldest], timeNs), false, Provenance.INFERRED);
      }
      remove(oldest);
    }
    int hold = stacks.push(task);
    grow();
    start[hold] = timeNs;
    ended[hold] = NOT_ENDED;
    lock[hold] = lockId;
    group[hold] = lockGroup;
    mode[hold] = lockMode;
    nextOfLock[hold] = OwnerStacks.NONE;
    if (single) {
      growLocks(lockId);
      nextOfLock[hold] = firstOfLock[lockId];
      firstOfLock[lockId] = hold;
    }
  }

  private void endConflicting(long timeNs, int task, int lockId, LockMode wanted) {
    if (lockId >= firstOfLock.length) {
      return;
    }
    int hold = firstOfLock[lockId];
    while (hold != OwnerStacks.NONE) {
      int next = nextOfLock[hold];
      if (wanted == LockMode.EXCLUSIVE || mode[hold] == LockMode.EXCLUSIVE) {
        if (stacks.owner(hold) == task) {
          if (releasesSeen) {
            missing.add(timeNs);
            long until = Math.min(timeNs, ended[hold]);
            emit(hold, sink.unseenEnd(start[hold], until), false, Provenance.INFERRED);
          }
          remove(hold);
        } else {
          ended[hold] = Math.min(ended[hold], timeNs);
        }
      }
      hold = next;
    }
  }

  /// A task gives a lock back.
  ///
  /// @param timeNs when
  /// @param task internal task id
  /// @param lockId internal lock id, -1 when only the group is told
  /// @param lockGroup the group
  /// @return false when the task was not known to hold it
  public boolean released(long timeNs, int task, int lockId, int lockGroup) {
    releasesSeen = true;
    int hold = newest(task, lockId, lockGroup);
    if (hold == OwnerStacks.NONE) {
      return false;
    }
    boolean earlier = ended[hold] < timeNs;
    long end = earlier ? ended[hold] : timeNs;
    Provenance sure = sink.seen(start[hold], timeNs);
    emit(hold, end, true, earlier && sure == sink.told() ? Provenance.DERIVED : sure);
    remove(hold);
    return true;
  }

  /// The newest hold begins only now: what was told before was the request.
  ///
  /// @param timeNs when
  /// @param task internal task id
  /// @param lockId internal lock id
  public void restart(long timeNs, int task, int lockId) {
    int hold = newest(task, lockId, -1);
    if (hold != OwnerStacks.NONE) {
      start[hold] = timeNs;
    }
  }

  /// The newest hold never was: its request failed.
  ///
  /// @param task internal task id
  /// @param lockId internal lock id
  public void withdraw(int task, int lockId) {
    int hold = newest(task, lockId, -1);
    if (hold != OwnerStacks.NONE) {
      remove(hold);
    }
  }

  private int newest(int task, int lockId, int lockGroup) {
    int hold = stacks.top(task);
    while (hold != OwnerStacks.NONE
        && (lockId >= 0 ? lock[hold] != lockId : group[hold] != lockGroup)) {
      hold = stacks.below(hold);
    }
    return hold;
  }

  /// Who holds a single lock: the task that has it exclusively, or else the only one that has it.
  ///
  /// @param lockId internal lock id
  /// @return internal task id, [Task#UNKNOWN] when not known
  public int holder(int lockId) {
    int hold = lockId < firstOfLock.length ? firstOfLock[lockId] : OwnerStacks.NONE;
    int only = Task.UNKNOWN;
    int holders = 0;
    while (hold != OwnerStacks.NONE) {
      if (ended[hold] == NOT_ENDED) {
        if (mode[hold] == LockMode.EXCLUSIVE) {
          return stacks.owner(hold);
        }
        only = stacks.owner(hold);
        holders++;
      }
      hold = nextOfLock[hold];
    }
    return holders == 1 ? only : Task.UNKNOWN;
  }

  @Override
  public void taskEnded(int task, long timeNs) {
    int hold = stacks.top(task);
    while (hold != OwnerStacks.NONE) {
      int below = stacks.below(hold);
      unseen(hold, timeNs);
      remove(hold);
      hold = below;
    }
  }

  @Override
  public void finish(long lastNs) {
    for (int hold = 0; hold < stacks.used(); hold++) {
      if (stacks.isOpen(hold)) {
        unseen(hold, lastNs);
        remove(hold);
      }
    }
    missing.report(sink);
  }

  /// Without a single release in the trace nothing can be said of how long locks were held.
  private void unseen(int hold, long timeNs) {
    if (releasesSeen) {
      long until = Math.min(timeNs, ended[hold]);
      long end = sink.unseenEnd(start[hold], until);
      emit(hold, end, false, end == timeNs ? sink.told() : Provenance.INFERRED);
    }
  }

  private void emit(int hold, long end, boolean endSeen, Provenance provenance) {
    sink.builder()
        .hold(
            start[hold],
            Math.max(start[hold], end),
            lock[hold],
            stacks.owner(hold),
            mode[hold],
            endSeen,
            inferred ? Provenance.INFERRED : provenance);
  }

  private void remove(int hold) {
    int lockId = lock[hold];
    if (lockId < firstOfLock.length && firstOfLock[lockId] != OwnerStacks.NONE) {
      int at = firstOfLock[lockId];
      if (at == hold) {
        firstOfLock[lockId] = nextOfLock[hold];
      } else {
        while (at != OwnerStacks.NONE && nextOfLock[at] != hold) {
          at = nextOfLock[at];
        }
        if (at != OwnerStacks.NONE) {
          nextOfLock[at] = nextOfLock[hold];
        }
      }
    }
    stacks.remove(hold);
  }

  private void grow() {
    int size = stacks.capacity();
    if (size > start.length) {
      start = Arrays.copyOf(start, size);
      ended = Arrays.copyOf(ended, size);
      lock = Arrays.copyOf(lock, size);
      group = Arrays.copyOf(group, size);
      mode = Arrays.copyOf(mode, size);
      nextOfLock = Arrays.copyOf(nextOfLock, size);
    }
  }

  private void growLocks(int lockId) {
    if (lockId >= firstOfLock.length) {
      int old = firstOfLock.length;
      firstOfLock = Arrays.copyOf(firstOfLock, Math.max(lockId + 1, old * 2));
      Arrays.fill(firstOfLock, old, firstOfLock.length, OwnerStacks.NONE);
    }
  }
}
