package dev.corelane.importers.probes;

import dev.corelane.importers.locks.FactSink;
import dev.corelane.importers.locks.FactTracker;
import dev.corelane.importers.locks.LockKeys;
import dev.corelane.importers.locks.LockProblems;
import dev.corelane.importers.locks.PairedWaits;
import dev.corelane.importers.locks.SpanTracker;
import dev.corelane.importers.locks.Tally;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What PostgreSQL's probes tell of its backends, apart from LWLocks: heavyweight lock waits,
/// contended spinlocks, transactions and queries.
public final class Backends implements FactTracker {
  private static final int TRANSACTION = 0;
  private static final int STATEMENT = 1;

  /// Sorts of spans from here on are given out by [#sort(String)].
  private static final int FIRST_FREE_SORT = 2;

  private static final int FIRST_HEAVY_MODE = LockMode.ACCESS_SHARE.ordinal();
  private static final int HEAVY_MODES = 8;

  private final FactSink sink;
  private final PostgresVersion version;
  private final PairedWaits heavyWaits;
  private final PairedWaits spins;
  private final SpanTracker spans;
  private final Map<LockTag, Integer> heavyLocks = new HashMap<>();
  private final LockKeys spinlocks = new LockKeys();
  private final Map<String, Integer> sorts = new HashMap<>();
  private final TaskSet transactionKnown = new TaskSet();

  /// Which tasks were seen to begin work of a sort.
  private final List<TaskSet> begun = new ArrayList<>();

  /// @param sink takes the facts
  /// @param version tells how to number lock tags
  public Backends(FactSink sink, PostgresVersion version) {
    this.sink = sink;
    this.version = version;
    heavyWaits =
        new PairedWaits(
            sink,
            new Tally(
                LockProblems.PG_WAIT_UNMATCHED, "heavyweight lock waits lack a start or an end"));
    spins =
        new PairedWaits(
            sink,
            new Tally(LockProblems.PG_WAIT_UNMATCHED, "calls of s_lock lack a start or an end"));
    spans = new SpanTracker(sink, true);
  }

  /// The lock of a tag.
  ///
  /// @param field1 `locktag_field1`
  /// @param field2 `locktag_field2`
  /// @param field3 `locktag_field3`
  /// @param field4 `locktag_field4`
  /// @param type `locktag_type` as recorded
  /// @return internal lock id
  public int heavyLock(long field1, long field2, long field3, int field4, int type) {
    LockTag tag = LockTag.of(field1, field2, field3, field4, type, version);
    return heavyLocks.computeIfAbsent(
        tag, t -> sink.builder().lock(LockKind.HEAVYWEIGHT, t.description(), 0, true));
  }

  /// `lock__wait__start`.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  /// @param mode `LOCKMODE`, 1 to 8
  public void heavyWaitStart(long timeNs, int task, int lock, int mode) {
    heavyWaits.begin(timeNs, task, lock, heavyMode(mode));
  }

  /// `lock__wait__done`: the backend has the lock; a wait that fails has no such probe.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  /// @param mode `LOCKMODE`, 1 to 8
  public void heavyWaitDone(long timeNs, int task, int lock, int mode) {
    heavyWaits.end(timeNs, task, lock, heavyMode(mode), -1, true);
  }

  private static LockMode heavyMode(int mode) {
    return mode >= 1 && mode <= HEAVY_MODES
        ? LockMode.of(FIRST_HEAVY_MODE + mode - 1)
        : LockMode.UNKNOWN;
  }

  /// A spinlock.
  ///
  /// @param key a number that stands for it
  /// @return internal lock id, -1 when it is new
  public int spinlock(long key) {
    return spinlocks.get(key);
  }

  /// A new spinlock.
  ///
  /// @param key a number that stands for it
  /// @param address its address, 0 unknown
  /// @param file source file that takes it, or ""
  /// @param function function that takes it, or ""
  /// @return internal lock id
  public int addSpinlock(long key, long address, String file, String function) {
    int lock =
        sink.builder()
            .lock(LockKind.PG_SPINLOCK, spinlockName(file, function), address, address != 0);
    spinlocks.put(key, lock);
    return lock;
  }

  /// freelist.c has one spinlock, which is known by name.
  private static String spinlockName(String file, String function) {
    String base = file.substring(file.lastIndexOf('/') + 1);
    if (base.equals("freelist.c")) {
      return "buffer_strategy_lock";
    }
    return function.isEmpty() ? base : base.isEmpty() ? function : function + " (" + base + ")";
  }

  /// `s_lock` is called, which happens only when the spinlock is taken.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param lock internal lock id
  public void spin(long timeNs, int task, int lock) {
    spins.begin(timeNs, task, lock, LockMode.EXCLUSIVE);
  }

  /// `s_lock` returns with the lock.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param delays how often it slept, -1 not told
  public void spun(long timeNs, int task, int delays) {
    spins.end(timeNs, task, -1, LockMode.EXCLUSIVE, delays == 0 ? 0 : -1, true);
  }

  /// `transaction__start`.
  ///
  /// @param timeNs when
  /// @param task the backend
  public void transactionStart(long timeNs, int task) {
    transactionKnown.add(task);
    heavyWaits.abandon(timeNs, task);
    spans.begin(timeNs, task, task, TRANSACTION, false, "transaction", "transaction");
  }

  /// `transaction__commit` or `transaction__abort`.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param committed whether it commits
  public void transactionEnd(long timeNs, int task, boolean committed) {
    if (!committed) {
      heavyWaits.abandon(timeNs, task);
      for (int sort : sorts.values()) {
        spans.failed(timeNs, task, sort);
      }
    }
    boolean first = transactionKnown.add(task);
    String outcome = committed ? "commit" : "abort";
    if (!spans.end(timeNs, task, TRANSACTION, outcome)) {
      if (first) {
        spans.endOfOlder(timeNs, task, "transaction", "transaction", outcome);
      } else {
        spans.unmatched(timeNs);
      }
    }
  }

  /// `statement__status`: what a backend works on from now on.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param busy whether it works on a statement at all
  /// @param text the statement, "" when not told
  public void statement(long timeNs, int task, boolean busy, String text) {
    spans.end(timeNs, task, STATEMENT, "");
    if (busy) {
      spans.begin(timeNs, task, task, STATEMENT, false, "statement", text);
    }
  }

  /// The number of a sort of span.
  ///
  /// @param name what distinguishes it
  /// @return its number
  public int sort(String name) {
    Integer known = sorts.get(name);
    if (known != null) {
      return known;
    }
    int number = FIRST_FREE_SORT + sorts.size();
    sorts.put(name, number);
    return number;
  }

  /// Work of a sort begins.
  ///
  /// @param timeNs when
  /// @param task who does it
  /// @param sort its sort
  /// @param nests whether such work may hold more of the same sort
  /// @param category category of the span
  /// @param name name of the span
  public void begin(long timeNs, int task, int sort, boolean nests, String category, String name) {
    begun(sort).add(task);
    spans.begin(timeNs, task, task, sort, nests, category, name);
  }

  /// Work of a sort ends. Work that began before the trace is left out.
  ///
  /// @param timeNs when
  /// @param task who did it
  /// @param sort its sort
  public void end(long timeNs, int task, int sort) {
    if (!spans.end(timeNs, task, sort, "") && begun(sort).contains(task)) {
      spans.unmatched(timeNs);
    }
  }

  private TaskSet begun(int sort) {
    while (begun.size() <= sort) {
      begun.add(new TaskSet());
    }
    return begun.get(sort);
  }

  /// `deadlock__found`: a backend sees that it is part of a deadlock.
  ///
  /// @param timeNs when
  /// @param cpu CPU index, -1 unknown
  /// @param task the backend
  public void deadlock(long timeNs, int cpu, int task) {
    sink.builder().mark(timeNs, cpu, task, "deadlock", "deadlock found");
  }

  @Override
  public void taskEnded(int task, long timeNs) {
    heavyWaits.taskEnded(task, timeNs);
    spins.taskEnded(task, timeNs);
    spans.taskEnded(task, timeNs);
  }

  @Override
  public void finish(long lastNs) {
    heavyWaits.finish(lastNs);
    spins.finish(lastNs);
    spans.finish(lastNs);
  }
}
