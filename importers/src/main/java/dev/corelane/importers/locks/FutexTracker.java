package dev.corelane.importers.locks;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Task;
import java.util.Arrays;

/// The futex system call: who waits on which word of user memory.
///
/// A wait is from the call to its return. Only the priority-inheriting operations are locks to the
/// kernel, so only they make holds, inferred from the return of the lock call to the unlock call;
/// of any other futex the kernel cannot know whether a wake-up releases a lock, posts a semaphore
/// or signals a condition, and it makes none.
public final class FutexTracker implements FactTracker {
  /// Operations (include/uapi/linux/futex.h); the rest wakes or moves waiters.
  static final int WAIT = 0;

  static final int LOCK_PI = 6;
  static final int UNLOCK_PI = 7;
  static final int WAIT_BITSET = 9;
  static final int WAIT_REQUEUE_PI = 11;
  static final int LOCK_PI2 = 13;
  private static final int OPERATION = 0x7f;
  private static final int PRIVATE = 128;

  /// "The value is not the expected one": the call returned at once (EAGAIN).
  private static final long CHANGED = -11;

  private final FactSink sink;
  private final OpenWaits waits;
  private final HoldTracker holds;
  private final LockKeys keys = new LockKeys();
  private final Tally unmatched =
      new Tally(LockProblems.FUTEX_UNMATCHED, "futex waits begin while another goes on");
  private boolean[] lockCall = new boolean[256];

  /// @param sink takes the waits
  public FutexTracker(FactSink sink) {
    this.sink = sink;
    waits = new OpenWaits(sink);
    holds =
        new HoldTracker(
            sink,
            new Tally(LockProblems.FUTEX_UNMATCHED, "futexes were locked again while held"),
            true);
  }

  /// A thread calls.
  ///
  /// @param timeNs when
  /// @param task the thread
  /// @param process its process id
  /// @param address the futex word in its memory
  /// @param operation the `op` argument
  public void enter(long timeNs, int task, int process, long address, int operation) {
    int command = operation & OPERATION;
    boolean locks = command == LOCK_PI || command == LOCK_PI2;
    if (!locks && command != WAIT && command != WAIT_BITSET && command != WAIT_REQUEUE_PI) {
      if (command == UNLOCK_PI) {
        int lock = lock(address, process, operation);
        holds.released(timeNs, task, lock, lock);
      }
      return;
    }
    if (waits.top(task) != OpenWaits.NONE) {
      unmatched.add(timeNs);
      waits.drop(waits.top(task));
    }
    int lock = lock(address, process, operation);
    int wait =
        waits.begin(
            timeNs,
            task,
            lock,
            locks ? LockMode.EXCLUSIVE : LockMode.UNKNOWN,
            locks ? holds.holder(lock) : Task.UNKNOWN);
    if (wait >= lockCall.length) {
      lockCall = Arrays.copyOf(lockCall, Math.max(wait + 1, lockCall.length * 2));
    }
    lockCall[wait] = locks;
  }

  /// The call returns. Returns of calls that do not wait, and of those that began before the trace,
  /// say nothing.
  ///
  /// @param timeNs when
  /// @param task the thread
  /// @param result what it returns: 0 woken or locked, negative an error number
  public void exit(long timeNs, int task, long result) {
    int wait = waits.top(task);
    if (wait == OpenWaits.NONE) {
      return;
    }
    if (result == CHANGED && !lockCall[wait]) {
      waits.drop(wait);
      return;
    }
    int lock = waits.lock[wait];
    boolean holdsNow = lockCall[wait] && result == 0;
    waits.end(wait, timeNs, -1, -1, result == 0);
    if (holdsNow) {
      holds.acquired(timeNs, task, lock, lock, true, LockMode.EXCLUSIVE);
    }
  }

  /// A private futex is one word of one process. Of a shared one only the address is told, which
  /// forked processes have in common; unrelated ones may have it by chance.
  private int lock(long address, int process, int operation) {
    boolean single = (operation & PRIVATE) != 0;
    long key = LockKeys.mix(address, single ? process : -1);
    int lock = keys.get(key);
    if (lock < 0) {
      lock = sink.builder().lock(LockKind.FUTEX, "", address, single);
      keys.put(key, lock);
    }
    return lock;
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
