package dev.corelane.desktop.session;

import dev.corelane.render.digest.Grouped;
import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// Answers which holds and waits meet in time. Each answer looks at a bounded number of rows.
final class LockQueries {
  /// Rows looked at before a moment; a hold or wait that outlasts so many later ones is missed.
  private static final int REACH = 20_000;

  private final Timeline timeline;
  private final LaneFacts facts;

  LockQueries(TraceDigest digest) {
    timeline = digest.timeline();
    facts = digest.facts();
  }

  /// A wait and how much of it falls into a stretch of time.
  ///
  /// @param row of WAITS
  /// @param facts the wait
  /// @param overlapNs the part
  record Waiter(long row, LockWait facts, long overlapNs) {}

  /// The waits for a lock during a stretch of time.
  ///
  /// @return the one that waited longest within it first
  List<Waiter> waiters(int lock, long fromNs, long toNs) {
    List<Waiter> found = new ArrayList<>();
    Grouped rows = facts.waitsOfLock();
    int last = firstStartingAt(rows, lock, toNs, i -> timeline.waits().timeNs(i));
    for (int i = last - 1; i >= Math.max(0, last - REACH); i--) {
      long row = rows.row(lock, i);
      LockWait wait = timeline.waits().get(row);
      long overlap = Math.min(toNs, wait.endNs()) - Math.max(fromNs, wait.startNs());
      if (overlap > 0) {
        found.add(new Waiter(row, wait, overlap));
      }
    }
    found.sort(
        Comparator.comparingLong((Waiter w) -> -w.overlapNs()).thenComparingLong(Waiter::row));
    return found;
  }

  /// The holds of a lock at a moment.
  ///
  /// @return rows of HOLDS
  List<Long> holdsAt(int lock, long timeNs) {
    return covering(facts.holdsOfLock(), lock, timeNs);
  }

  /// The locks a thread held at a moment.
  ///
  /// @return rows of HOLDS
  List<Long> heldBy(int task, long timeNs) {
    return covering(facts.ofThread().holds(), task, timeNs);
  }

  private List<Long> covering(Grouped rows, int key, long timeNs) {
    List<Long> found = new ArrayList<>();
    int last = firstStartingAt(rows, key, timeNs + 1, i -> timeline.holds().timeNs(i));
    for (int i = last - 1; i >= Math.max(0, last - REACH); i--) {
      long row = rows.row(key, i);
      LockHold hold = timeline.holds().get(row);
      if (hold.endNs() > timeNs) {
        found.add(row);
      }
    }
    return found.reversed();
  }

  /// The innermost wait of a thread at a moment.
  ///
  /// @return a row of WAITS, empty if it did not wait
  OptionalLong waitOf(int task, long timeNs) {
    var waits = facts.thread(task).waits();
    int piece = waits.at(timeNs);
    return piece < 0 ? OptionalLong.empty() : OptionalLong.of(waits.row(piece));
  }

  /// The last wait before a moment that ended with the lock.
  ///
  /// @return a row of WAITS, empty if there is none near
  OptionalLong lastAcquired(int lock, long timeNs) {
    Grouped rows = facts.waitsOfLock();
    int last = firstStartingAt(rows, lock, timeNs, i -> timeline.waits().timeNs(i));
    long best = -1;
    long bestNs = Long.MIN_VALUE;
    for (int i = last - 1; i >= Math.max(0, last - REACH); i--) {
      long row = rows.row(lock, i);
      LockWait wait = timeline.waits().get(row);
      if (wait.acquired() && wait.endNs() <= timeNs && wait.endNs() > bestNs) {
        best = row;
        bestNs = wait.endNs();
      }
    }
    return best < 0 ? OptionalLong.empty() : OptionalLong.of(best);
  }

  /// The first row of a key that starts at or after a time.
  private static int firstStartingAt(
      Grouped rows, int key, long timeNs, java.util.function.LongUnaryOperator start) {
    int low = 0;
    int high = rows.count(key);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start.applyAsLong(rows.row(key, middle)) < timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
