package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which of one backend's locks on relations stay with the backend, and which go to the table that
/// all share behind the sixteen `LWLock:LockManager` partitions. Weak modes (`AccessShareLock`,
/// `RowShareLock`, `RowExclusiveLock`) need no entry there while the backend has a slot: 16 up to
/// PostgreSQL 17 (`FP_LOCK_SLOTS_PER_BACKEND`, proc.h); since 18 groups of 16, the smallest power
/// of two of them that holds `max_locks_per_transaction` locks, at most 1,024, and a relation
/// belongs to one group (`FAST_PATH_REL_GROUP`, lock.c). Strong locks of others, which turn the
/// fast path off for a while, are not counted here.
public final class FastPathSlots {
  private static final int PER_GROUP = 16;
  private static final int MOST_GROUPS = 1_024;
  private static final int GROUPED_SINCE = 18;

  /// The multiplier of `FAST_PATH_REL_GROUP`.
  private static final long SPREAD = 49_157;

  private final List<Map<Integer, Integer>> groups = new ArrayList<>();
  private int inSharedTable;

  private FastPathSlots(int groups) {
    for (int i = 0; i < groups; i++) {
      this.groups.add(new HashMap<>());
    }
  }

  /// @param version major version of PostgreSQL, 13 or later
  /// @param locksPerTransaction `max_locks_per_transaction`, 64 by default; counts since 18
  /// @return slots of a backend that has no lock
  public static FastPathSlots of(int version, int locksPerTransaction) {
    int groups = 1;
    while (version >= GROUPED_SINCE
        && groups < MOST_GROUPS
        && groups * PER_GROUP < locksPerTransaction) {
      groups *= 2;
    }
    return new FastPathSlots(groups);
  }

  /// @return how many relations have room at best
  public int capacity() {
    return groups.size() * PER_GROUP;
  }

  /// @return how many slots are in use
  public int used() {
    return groups.stream().mapToInt(Map::size).sum();
  }

  /// @return how many locks had to go to the shared table so far
  public int inSharedTable() {
    return inSharedTable;
  }

  /// Takes a lock on a relation.
  ///
  /// @param relation its object id
  /// @param mode how
  /// @return whether it stays with the backend; else it goes to the shared table
  public boolean take(int relation, LockMode mode) {
    Map<Integer, Integer> group = group(relation);
    Integer held = group.get(relation);
    if (!weak(mode) || held == null && group.size() == PER_GROUP) {
      inSharedTable++;
      return false;
    }
    group.put(relation, (held == null ? 0 : held) | 1 << mode.ordinal());
    return true;
  }

  /// Gives a lock back that stayed with the backend; of others nothing is known here.
  ///
  /// @param relation object id of the relation
  /// @param mode how it was taken
  public void release(int relation, LockMode mode) {
    group(relation)
        .computeIfPresent(
            relation,
            (key, held) -> {
              int left = held & ~(1 << mode.ordinal());
              return left == 0 ? null : left;
            });
  }

  private Map<Integer, Integer> group(int relation) {
    long spread = Integer.toUnsignedLong(relation) * SPREAD;
    return groups.get((int) (spread & (groups.size() - 1)));
  }

  private static boolean weak(LockMode mode) {
    return switch (mode) {
      case ACCESS_SHARE, ROW_SHARE, ROW_EXCLUSIVE -> true;
      default -> false;
    };
  }
}
