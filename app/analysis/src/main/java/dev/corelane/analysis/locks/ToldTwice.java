package dev.corelane.analysis.locks;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Heavyweight lock waits that a timeline has twice: recorded by the probes of PostgreSQL and again
/// derived from its log, which tells those that outlast `deadlock_timeout`. The recorded one has
/// the better times and counts, the other is left out. It is the same wait if both are of one
/// thread, for locks of one name, and overlap: a thread waits for one heavyweight lock at a time.
public final class ToldTwice {
  private record Wanted(int task, String lock) {}

  private final BitSet rows = new BitSet();
  private final Map<Long, Long> better = new HashMap<>();

  /// @param timeline the timeline
  public ToldTwice(Timeline timeline) {
    Map<Wanted, List<Long>> recorded = new HashMap<>();
    List<Long> others = new ArrayList<>();
    IntColumn locks = timeline.waits().table().i32("lock");
    for (long row = 0; row < locks.rows(); row++) {
      int lock = locks.get(row);
      if (lock < 0
          || lock >= timeline.locks().size()
          || timeline.locks().get(lock).kind() != LockKind.HEAVYWEIGHT) {
        continue;
      }
      if (timeline.waits().get(row).provenance() == Provenance.RECORDED) {
        recorded.computeIfAbsent(wanted(timeline, row), w -> new ArrayList<>()).add(row);
      } else {
        others.add(row);
      }
    }
    if (recorded.isEmpty()) {
      return;
    }
    for (long row : others) {
      LockWait wait = timeline.waits().get(row);
      recorded.getOrDefault(wanted(timeline, row), List.of()).stream()
          .filter(known -> overlap(timeline.waits().get(known), wait))
          .findFirst()
          .ifPresent(
              known -> {
                rows.set(Math.toIntExact(row));
                better.put(known, row);
              });
    }
  }

  private static Wanted wanted(Timeline timeline, long row) {
    LockWait wait = timeline.waits().get(row);
    return new Wanted(wait.task(), timeline.locks().get(wait.lock()).name());
  }

  private static boolean overlap(LockWait one, LockWait other) {
    return one.startNs() < other.endNs() && other.startNs() < one.endNs();
  }

  /// @param row a row of WAITS
  /// @return whether another row tells the same wait better
  public boolean contains(long row) {
    return rows.get((int) row);
  }

  /// The row that tells the same wait once more, and perhaps who held the lock.
  ///
  /// @param row a row of WAITS
  /// @return the other row, -1 if there is none
  long again(long row) {
    return better.getOrDefault(row, -1L);
  }
}
