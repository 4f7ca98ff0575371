package dev.corelane.analysis.locks;

import java.util.Arrays;

/// Which threads waited for which locks and did not take them since. Keeps a place for each pair
/// that ever waited.
final class Waited {
  private static final long FREE = -1;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private long[] pairs = new long[64];
  private boolean[] waits = new boolean[64];
  private int size;

  Waited() {
    Arrays.fill(pairs, FREE);
  }

  void add(int lock, int task) {
    long pair = pair(lock, task);
    int at = place(pair);
    if (pairs[at] == FREE) {
      if (2 * size >= pairs.length) {
        grow();
        at = place(pair);
      }
      pairs[at] = pair;
      size++;
    }
    waits[at] = true;
  }

  /// @return whether it was there
  boolean remove(int lock, int task) {
    int at = place(pair(lock, task));
    boolean found = waits[at];
    waits[at] = false;
    return found;
  }

  private static long pair(int lock, int task) {
    return (long) lock << 32 | task;
  }

  /// Where a pair stands, or would.
  private int place(long pair) {
    int mask = pairs.length - 1;
    int at = (int) (pair * SPREAD >>> 40) & mask;
    while (pairs[at] != FREE && pairs[at] != pair) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldPairs = pairs;
    boolean[] oldWaits = waits;
    pairs = new long[oldPairs.length * 2];
    Arrays.fill(pairs, FREE);
    waits = new boolean[pairs.length];
    for (int i = 0; i < oldPairs.length; i++) {
      if (oldPairs[i] != FREE) {
        int at = place(oldPairs[i]);
        pairs[at] = oldPairs[i];
        waits[at] = oldWaits[i];
      }
    }
  }
}
