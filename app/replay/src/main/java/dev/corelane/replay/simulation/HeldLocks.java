package dev.corelane.replay.simulation;

import dev.corelane.trace.model.LockMode;
import java.util.Arrays;

/// The locks that a thread has, in the order in which it took them.
final class HeldLocks {
  private int[] locks = new int[4];
  private LockMode[] modes = new LockMode[4];
  private long[] since = new long[4];
  private boolean[] preempted = new boolean[4];
  private int size;

  int size() {
    return size;
  }

  int lock(int place) {
    return locks[place];
  }

  LockMode mode(int place) {
    return modes[place];
  }

  long since(int place) {
    return since[place];
  }

  /// @return whether it is the first involuntary switch of this hold
  boolean markPreempted(int place) {
    boolean first = !preempted[place];
    preempted[place] = true;
    return first;
  }

  void add(int lock, LockMode mode, long nowNs) {
    if (size == locks.length) {
      locks = Arrays.copyOf(locks, size * 2);
      modes = Arrays.copyOf(modes, size * 2);
      since = Arrays.copyOf(since, size * 2);
      preempted = Arrays.copyOf(preempted, size * 2);
    }
    locks[size] = lock;
    modes[size] = mode;
    since[size] = nowNs;
    preempted[size++] = false;
  }

  /// @return place of the hold of a lock taken last, -1 if the thread has it not
  int find(int lock) {
    for (int place = size - 1; place >= 0; place--) {
      if (locks[place] == lock) {
        return place;
      }
    }
    return -1;
  }

  /// @return the lock with a number of a range that was taken last, -1 if the thread has none
  int findWithin(int from, int to) {
    for (int place = size - 1; place >= 0; place--) {
      if (locks[place] >= from && locks[place] < to) {
        return locks[place];
      }
    }
    return -1;
  }

  void remove(int place) {
    int tail = size - place - 1;
    System.arraycopy(locks, place + 1, locks, place, tail);
    System.arraycopy(modes, place + 1, modes, place, tail);
    System.arraycopy(since, place + 1, since, place, tail);
    System.arraycopy(preempted, place + 1, preempted, place, tail);
    size--;
  }
}
