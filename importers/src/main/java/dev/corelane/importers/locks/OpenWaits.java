package dev.corelane.importers.locks;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import java.util.Arrays;

/// Waits that go on while events go by. Waits of a task nest: a wait for a sleeping lock may meet a
/// contended spinlock inside, and interrupts may meet one anywhere.
final class OpenWaits {
  static final int NONE = OwnerStacks.NONE;
  static final long NOT_SPINNING = Long.MIN_VALUE;

  private final FactSink sink;
  private final OwnerStacks stacks = new OwnerStacks();
  long[] start = new long[64];
  int[] lock = new int[64];
  LockMode[] mode = new LockMode[64];
  int[] holder = new int[64];

  /// Since when the waiter has been spinning, [#NOT_SPINNING].
  long[] spinSince = new long[64];

  /// Spun before that.
  long[] spunNs = new long[64];

  /// Whether there was a part in which it did not spin.
  boolean[] slept = new boolean[64];

  OpenWaits(FactSink sink) {
    this.sink = sink;
  }

  int begin(long timeNs, int task, int lockId, LockMode lockMode, int lockHolder) {
    int wait = stacks.push(task);
    int size = stacks.capacity();
    if (size > start.length) {
      start = Arrays.copyOf(start, size);
      lock = Arrays.copyOf(lock, size);
      mode = Arrays.copyOf(mode, size);
      holder = Arrays.copyOf(holder, size);
      spinSince = Arrays.copyOf(spinSince, size);
      spunNs = Arrays.copyOf(spunNs, size);
      slept = Arrays.copyOf(slept, size);
    }
    start[wait] = timeNs;
    lock[wait] = lockId;
    mode[wait] = lockMode;
    holder[wait] = lockHolder == task ? Task.UNKNOWN : lockHolder;
    spinSince[wait] = NOT_SPINNING;
    spunNs[wait] = 0;
    slept[wait] = false;
    return wait;
  }

  int top(int task) {
    return stacks.top(task);
  }

  int below(int wait) {
    return stacks.below(wait);
  }

  int depth(int task) {
    return stacks.depth(task);
  }

  int bottom(int task) {
    return stacks.bottom(task);
  }

  int used() {
    return stacks.used();
  }

  boolean isOpen(int wait) {
    return stacks.isOpen(wait);
  }

  /// The newest wait of a task for a lock.
  int find(int task, int lockId) {
    int wait = stacks.top(task);
    while (wait != NONE && lock[wait] != lockId) {
      wait = stacks.below(wait);
    }
    return wait;
  }

  void drop(int wait) {
    stacks.remove(wait);
  }

  /// Ends a wait whose end was seen.
  void end(int wait, long timeNs, long spinNs, long sleepNs, boolean acquired) {
    write(wait, timeNs, spinNs, sleepNs, acquired, sink.seen(start[wait], timeNs));
  }

  /// Ends a wait whose end was not seen; its parts are not known.
  void endUnseen(int wait, long timeNs) {
    write(wait, sink.unseenEnd(start[wait], timeNs), -1, -1, false, Provenance.INFERRED);
  }

  private void write(
      int wait, long end, long spinNs, long sleepNs, boolean acquired, Provenance provenance) {
    sink.builder()
        .lockWait(
            start[wait],
            end,
            lock[wait],
            stacks.owner(wait),
            mode[wait],
            holder[wait],
            spinNs,
            sleepNs,
            acquired,
            provenance);
    stacks.remove(wait);
  }

  /// A wait that began before the trace.
  void endOfOlder(long timeNs, int task, int lockId, LockMode lockMode, boolean acquired) {
    sink.builder()
        .lockWait(
            sink.firstNs(),
            timeNs,
            lockId,
            task,
            lockMode,
            Task.UNKNOWN,
            -1,
            -1,
            acquired,
            Provenance.INFERRED);
  }

  /// Ends all waits of a task, unseen.
  void taskEnded(int task, long timeNs) {
    while (stacks.top(task) != NONE) {
      endUnseen(stacks.top(task), timeNs);
    }
  }

  /// Ends all waits, unseen.
  void finish(long lastNs) {
    for (int wait = 0; wait < stacks.used(); wait++) {
      if (stacks.isOpen(wait)) {
        endUnseen(wait, lastNs);
      }
    }
  }
}
