package dev.corelane.importers.locks;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `lock:contention_begin`, `contention_end` and `contended_release`: waits for kernel locks.
///
/// A wait for a mutex is one wait with several begins: it spins (`SPIN|MUTEX`), then sleeps
/// (`MUTEX`), and may spin again once it is first in the queue (`__mutex_lock_common`,
/// kernel/locking/mutex.c); there is one end.
public final class ContentionTracker implements FactTracker {
  /// Flags of `contention_begin` (LCB_F_*, include/trace/events/lock.h).
  static final int SPIN = 1;

  static final int READ = 2;
  static final int WRITE = 4;
  static final int RT = 8;
  static final int PERCPU = 16;
  static final int MUTEX = 32;

  /// Four contexts (task, softirq, interrupt, NMI) with a few locks each; more were lost.
  private static final int DEEPEST = 16;

  private static final LockKind[] KINDS = LockKind.values();

  /// A wait that began before the trace, at most one per task. Which kind of lock is at the address
  /// may only be told by a later wait for it.
  private record Older(long endNs, int task, long address, boolean acquired) {}

  private final FactSink sink;
  private final OpenWaits waits;
  private final LockKeys keys = new LockKeys();
  private final Tally unmatched =
      new Tally(LockProblems.CONTENTION_UNMATCHED, "waits for kernel locks lack a begin or an end");
  private boolean mutexFlag = true;
  private final List<Older> older = new ArrayList<>();
  private boolean[] known = new boolean[256];
  private long[] addresses = new long[64];
  private byte[] kinds = new byte[64];

  /// @param sink takes the waits
  public ContentionTracker(FactSink sink) {
    this.sink = sink;
    waits = new OpenWaits(sink);
  }

  /// Whether the kernel marks mutexes by a flag of their own; without it, a mutex is what has no
  /// flag at all, and without being told it is not known.
  ///
  /// @param has whether there is such a flag
  public void mutexFlag(boolean has) {
    mutexFlag = has;
  }

  /// `contention_begin`.
  ///
  /// @param timeNs when
  /// @param task the waiter
  /// @param address the lock's address
  /// @param flags LCB_F_* bits
  public void begin(long timeNs, int task, long address, int flags) {
    know(task);
    int lock = lock(address, kind(flags));
    int wait = waits.find(task, lock);
    if (wait == OpenWaits.NONE) {
      if (waits.depth(task) >= DEEPEST) {
        unmatched.add(timeNs);
        waits.drop(waits.bottom(task));
      }
      wait = waits.begin(timeNs, task, lock, mode(flags), Task.UNKNOWN);
    } else {
      dropAbove(task, wait, timeNs);
      stopSpinning(wait, timeNs);
    }
    if ((flags & SPIN) != 0) {
      waits.spinSince[wait] = timeNs;
    } else {
      waits.slept[wait] = true;
    }
  }

  /// `contention_end`.
  ///
  /// @param timeNs when
  /// @param task the waiter
  /// @param address the lock's address
  /// @param result 0 with the lock, negative without
  public void end(long timeNs, int task, long address, int result) {
    boolean first = know(task);
    int wait = findByAddress(task, address);
    if (wait == OpenWaits.NONE) {
      if (first) {
        older.add(new Older(timeNs, task, address, result == 0));
      } else {
        unmatched.add(timeNs);
      }
      return;
    }
    dropAbove(task, wait, timeNs);
    stopSpinning(wait, timeNs);
    boolean parts = tellsParts(waits.lock[wait]);
    waits.end(
        wait,
        timeNs,
        parts ? waits.spunNs[wait] : -1,
        parts && !waits.slept[wait] ? 0 : -1,
        result == 0);
  }

  /// `contended_release`: the task that held a lock others wait for gives it back.
  ///
  /// @param timeNs when
  /// @param task the holder
  /// @param address the lock's address
  public void contendedRelease(long timeNs, int task, long address) {
    for (int wait = 0; wait < waits.used(); wait++) {
      if (waits.isOpen(wait)
          && waits.holder[wait] == Task.UNKNOWN
          && waits.start[wait] <= timeNs
          && addressOf(waits.lock[wait]) == address) {
        waits.holder[wait] = task;
      }
    }
  }

  @Override
  public void taskEnded(int task, long timeNs) {
    waits.taskEnded(task, timeNs);
  }

  @Override
  public void finish(long lastNs) {
    waits.finish(lastNs);
    for (Older wait : older) {
      waits.endOfOlder(
          wait.endNs(), wait.task(), anyLock(wait.address()), LockMode.UNKNOWN, wait.acquired());
    }
    unmatched.report(sink);
  }

  private void dropAbove(int task, int wait, long timeNs) {
    while (waits.top(task) != wait) {
      unmatched.add(timeNs);
      waits.drop(waits.top(task));
    }
  }

  private void stopSpinning(int wait, long timeNs) {
    if (waits.spinSince[wait] != OpenWaits.NOT_SPINNING) {
      waits.spunNs[wait] += Math.max(0, timeNs - waits.spinSince[wait]);
      waits.spinSince[wait] = OpenWaits.NOT_SPINNING;
    }
  }

  /// Whether this is the first that is heard of a task; then a wait that ends began before the
  /// trace.
  private boolean know(int task) {
    if (task >= known.length) {
      known = Arrays.copyOf(known, Math.max(task + 1, known.length * 2));
    }
    boolean first = !known[task];
    known[task] = true;
    return first;
  }

  private LockKind kind(int flags) {
    if ((flags & MUTEX) != 0) {
      return LockKind.KERNEL_MUTEX;
    }
    if ((flags & PERCPU) != 0) {
      return LockKind.KERNEL_PERCPU;
    }
    if ((flags & RT) != 0) {
      return LockKind.KERNEL_RTMUTEX;
    }
    if ((flags & SPIN) != 0) {
      return LockKind.KERNEL_SPIN;
    }
    if ((flags & (READ | WRITE)) != 0) {
      return LockKind.KERNEL_RWSEM;
    }
    return mutexFlag ? LockKind.OTHER : LockKind.KERNEL_MUTEX;
  }

  private static LockMode mode(int flags) {
    return (flags & READ) != 0 ? LockMode.SHARED : LockMode.EXCLUSIVE;
  }

  private int lock(long address, LockKind kind) {
    long key = LockKeys.mix(address, kind.ordinal());
    int lock = keys.get(key);
    if (lock < 0) {
      lock = sink.builder().lock(kind, "", address, true);
      keys.put(key, lock);
      if (lock >= addresses.length) {
        int size = Math.max(lock + 1, addresses.length * 2);
        addresses = Arrays.copyOf(addresses, size);
        kinds = Arrays.copyOf(kinds, size);
      }
      addresses[lock] = address;
      kinds[lock] = (byte) kind.ordinal();
    }
    return lock;
  }

  /// The lock at an address of which only an end is told.
  private int anyLock(long address) {
    for (LockKind kind : KINDS) {
      int lock = keys.get(LockKeys.mix(address, kind.ordinal()));
      if (lock >= 0) {
        return lock;
      }
    }
    return lock(address, LockKind.OTHER);
  }

  private long addressOf(int lock) {
    return addresses[lock];
  }

  /// Only spinning locks and mutexes say when they spin.
  private boolean tellsParts(int lock) {
    LockKind kind = KINDS[kinds[lock]];
    return kind == LockKind.KERNEL_SPIN || mutexFlag && kind == LockKind.KERNEL_MUTEX;
  }

  private int findByAddress(int task, long address) {
    int wait = waits.top(task);
    while (wait != OpenWaits.NONE && addressOf(waits.lock[wait]) != address) {
      wait = waits.below(wait);
    }
    return wait;
  }
}
