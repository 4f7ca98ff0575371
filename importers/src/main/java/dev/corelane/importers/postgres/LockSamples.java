package dev.corelane.importers.postgres;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Infers holds and waits from samples of `pg_locks`.
///
/// A row that stands in every sweep from one to another is one hold or one wait between the first
/// and the last of them; it may have been up to a period longer at either end. `waitstart` (since
/// version 14) tells the begin of a wait exactly. A wait ended with the lock if the next sweep
/// shows the lock granted. Where `pg_blocking_pids` was not sampled, a holder of the same lock in
/// the same sweep is taken for the blocker.
final class LockSamples {
  /// Sweeps that found no lock at all leave no trace; farther apart than this they are no
  /// neighbours.
  private static final long NEIGHBOURS = 5;

  private final PostgresFacts facts;
  private final long periodNs;
  private final ToldFacts told = new ToldFacts();
  private final Map<Key, Seen> open = new HashMap<>();

  /// Who holds a lock by the newest sweep.
  private final Map<Integer, Integer> holders = new HashMap<>();

  /// The wait of each backend that was told last, for a sweep may have missed it.
  private final Map<Integer, Told> lastTold = new HashMap<>();

  private long sweep;
  private long sweepStart = Long.MIN_VALUE;

  private record Key(int task, int lock, String mode, boolean granted) {}

  private record Told(Key key, long waitStart, int row) {}

  private static final class Seen {
    final long first;
    final long waitStart;
    long last;
    long lastSweep;
    int blocker = Task.UNKNOWN;
    boolean blockerTold;

    /// This wait as it was told before a sweep missed it.
    @Nullable Told told;

    Seen(long first, long waitStart) {
      this.first = first;
      last = first;
      this.waitStart = waitStart;
    }
  }

  LockSamples(PostgresFacts facts, long periodNs) {
    this.facts = facts;
    this.periodNs = periodNs;
  }

  /// A row.
  ///
  /// @param waitStart timeline time, or [PostgresTime#NONE]
  /// @param blocker process id of who blocks, -1 not told
  void add(
      long timeNs,
      int task,
      String tag,
      String mode,
      boolean granted,
      long waitStart,
      int blocker) {
    int lock = facts.lock(tag, true);
    var key = new Key(task, lock, mode, granted);
    Seen seen = open.get(key);
    if (sweepStart == Long.MIN_VALUE
        || seen != null && seen.lastSweep == sweep
        || timeNs - sweepStart > periodNs / 2) {
      nextSweep(timeNs);
      seen = open.get(key);
    }
    if (granted) {
      holders.put(lock, task);
    }
    if (seen == null || waitStart != PostgresTime.NONE && waitStart > seen.last) {
      if (seen != null) {
        tell(key, seen);
      }
      seen = new Seen(timeNs, waitStart);
      Told before = lastTold.get(task);
      if (before != null && before.waitStart() == waitStart && before.key().equals(key)) {
        seen.told = before;
      }
      open.put(key, seen);
    }
    seen.last = Math.max(seen.last, timeNs);
    seen.lastSweep = sweep;
    if (seen.blocker == Task.UNKNOWN && !granted) {
      seen.blockerTold = blocker > 0;
      int holder = holders.getOrDefault(lock, Task.UNKNOWN);
      seen.blocker =
          blocker > 0
              ? facts.backend(blocker, timeNs)
              // Who asks for more of what it has does not wait for itself.
              : holder == task ? Task.UNKNOWN : holder;
    }
  }

  /// What the finished sweep did not show any more has ended.
  private void nextSweep(long timeNs) {
    boolean neighbours = periodNs == 0 || timeNs - sweepStart <= NEIGHBOURS * periodNs;
    for (Iterator<Map.Entry<Key, Seen>> i = open.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<Key, Seen> entry = i.next();
      if (entry.getValue().lastSweep < sweep || !neighbours) {
        tell(entry.getKey(), entry.getValue());
        i.remove();
      }
    }
    holders.clear();
    sweep++;
    sweepStart = timeNs;
  }

  /// There are no more rows.
  void finish() {
    open.forEach(this::tell);
    open.clear();
    facts.known().tellWaits(told);
  }

  private void tell(Key key, Seen seen) {
    LockMode mode = LockModes.of(key.mode());
    if (key.granted()) {
      facts
          .builder()
          .hold(seen.first, seen.last, key.lock(), key.task(), mode, false, Provenance.INFERRED);
      return;
    }
    long start =
        seen.waitStart == PostgresTime.NONE ? seen.first : Math.min(seen.waitStart, seen.first);
    Seen held = open.get(new Key(key.task(), key.lock(), key.mode(), true));
    var wait =
        new LockWait(
            start,
            seen.last,
            key.lock(),
            key.task(),
            mode,
            seen.blocker,
            -1,
            -1,
            held != null && held.first > seen.last,
            Provenance.INFERRED);
    Told before = seen.told;
    if (before == null) {
      int row = facts.sampledWait(wait, seen.blockerTold, told);
      if (seen.waitStart != PostgresTime.NONE) {
        lastTold.put(key.task(), new Told(key, seen.waitStart, row));
      }
    } else if (before.row() != ToldFacts.NONE) {
      facts.known().goesOn(before.row(), wait);
    }
  }
}
