package dev.corelane.importers.postgres;

import dev.corelane.importers.postgres.ToldFacts.Fact;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.AddedFacts;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the timeline of an incident tells already of its backends: heavyweight lock waits, queries,
/// transactions, deadlocks. What probes recorded is told to the nanosecond, what a log says to its
/// millisecond, what samples show only as often as they were taken; so a fact is told by the first
/// of them that has it, and what only another one knows is added to it.
final class KnownFacts {
  private static final String QUERY = "query";
  private static final String TRANSACTION = "transaction";
  private static final String DEADLOCK = "deadlock";

  /// The server counts a wait from when it sets its timer, which is after the wait has begun.
  private static final long LOG_LATE_NS = 1_000_000;

  /// A backend that finds a deadlock gives up its transaction, then tells why.
  private static final long DEADLOCK_TOLD_NS = 100_000_000;

  /// Bounds memory: 2 MB. A handful is what a query is compared with as a rule.
  private static final int MOST_COMPARED = 4096;

  private final TimelineBuilder builder;
  private final QueryText queryText = new QueryText();
  private final ToldFacts waits = new ToldFacts();
  private final ToldFacts queries = new ToldFacts();
  private final ToldFacts transactions = new ToldFacts();
  private final ToldFacts deadlocks = new ToldFacts();
  private Map<String, Long> learnt = new TreeMap<>();

  /// @param builder has the facts of the recording, and none of PostgreSQL's files yet
  KnownFacts(TimelineBuilder builder) {
    this.builder = builder;
    AddedFacts added = builder.added();
    for (int row = 0; row < added.lockWaits(); row++) {
      int lock = added.lockOfWait(row);
      if (lock >= 0 && added.lockKind(lock) == LockKind.HEAVYWEIGHT) {
        addWait(waits, added, row);
      }
    }
    for (int row = 0; row < added.spans(); row++) {
      String category = added.categoryOfSpan(row);
      if (category.equals(QUERY) || category.equals(TRANSACTION)) {
        addSpan(added, row);
      }
    }
    for (int row = 0; row < added.marks(); row++) {
      if (added.categoryOfMark(row).equals(DEADLOCK)) {
        AddedFacts.AddedMark mark = added.mark(row);
        deadlocks.add(
            mark.task(),
            mark.timeNs(),
            mark.timeNs() + DEADLOCK_TOLD_NS,
            ToldFacts.ANY,
            false,
            row);
      }
    }
  }

  /// What the facts that were known learnt since the last question, by what it is.
  Map<String, Long> takeLearnt() {
    Map<String, Long> taken = learnt;
    learnt = new TreeMap<>();
    return taken;
  }

  private void learn(String what) {
    learnt.merge(what, 1L, Long::sum);
  }

  private static void addWait(ToldFacts to, AddedFacts added, int row) {
    LockWait wait = added.lockWait(row);
    boolean logged = wait.provenance() == Provenance.DERIVED;
    to.add(
        wait.task(),
        logged ? wait.startNs() - LOG_LATE_NS : wait.startNs(),
        wait.endNs(),
        added.singleLock(wait.lock()) ? wait.lock() : ToldFacts.ANY,
        wait.provenance() == Provenance.INFERRED,
        row);
  }

  private void addSpan(AddedFacts added, int row) {
    AddedFacts.AddedSpan span = added.span(row);
    ToldFacts to = span.category().equals(QUERY) ? queries : transactions;
    boolean cut = span.provenance() == Provenance.INFERRED;
    to.add(span.task(), span.startNs(), span.endNs(), ToldFacts.ANY, cut, row);
  }

  /// The newest row of lock waits, so that a later source finds it.
  ///
  /// @param to where it is remembered
  void rememberWait(ToldFacts to) {
    AddedFacts added = builder.added();
    addWait(to, added, Math.toIntExact(added.lockWaits() - 1));
  }

  /// @param to where the newest row of spans is remembered as a query
  void rememberQuery(ToldFacts to) {
    AddedFacts added = builder.added();
    int row = Math.toIntExact(added.spans() - 1);
    AddedFacts.AddedSpan span = added.span(row);
    to.add(span.task(), span.startNs(), span.endNs(), ToldFacts.ANY, false, row);
  }

  /// What a file told is told from here on.
  void tellWaits(ToldFacts ofFile) {
    waits.addAll(ofFile);
  }

  /// What a file told is told from here on.
  void tellQueries(ToldFacts ofFile) {
    queries.addAll(ofFile);
  }

  /// Looks for a wait that the server's log tells. What is found learns who held the lock, and
  /// where it was cut, how long it was.
  ///
  /// @param told what the log says
  /// @param slackNs how far its times may be off
  /// @return whether the wait is known
  boolean loggedWait(LockWait told, long slackNs) {
    int row = waits.measured(told.task(), told.startNs(), told.endNs(), key(told.lock()), slackNs);
    if (row == ToldFacts.NONE) {
      return false;
    }
    AddedFacts added = builder.added();
    LockWait known = added.lockWait(row);
    boolean longer =
        known.provenance() == Provenance.INFERRED
            && (told.startNs() < known.startNs() - slackNs
                || told.endNs() > known.endNs() + slackNs);
    boolean newHolder = known.holder() == Task.UNKNOWN && told.holder() != Task.UNKNOWN;
    if (newHolder) {
      learn("holders");
    }
    if (longer) {
      learn("begins and ends");
      builder.cover(told.startNs());
      builder.cover(told.endNs());
    }
    added.lockWait(
        row,
        new LockWait(
            longer ? Math.min(known.startNs(), told.startNs()) : known.startNs(),
            longer ? Math.max(known.endNs(), told.endNs()) : known.endNs(),
            known.lock(),
            known.task(),
            known.mode(),
            newHolder ? told.holder() : known.holder(),
            known.spinNs(),
            known.sleepNs(),
            longer ? told.acquired() : known.acquired(),
            longer ? told.provenance() : known.provenance()));
    if (longer) {
      addWait(waits, added, row);
    }
    return true;
  }

  /// Looks for a wait that samples show.
  ///
  /// @param told what the samples show
  /// @param slackNs how far its times may be off
  /// @param sure whether they name the holder, which the wait then learns
  /// @return whether the wait is known
  boolean sampledWait(LockWait told, long slackNs, boolean sure) {
    int row = waits.sampled(told.task(), told.startNs(), told.endNs(), key(told.lock()), slackNs);
    if (row == ToldFacts.NONE) {
      return false;
    }
    AddedFacts added = builder.added();
    LockWait known = added.lockWait(row);
    if (sure && known.holder() == Task.UNKNOWN && told.holder() != Task.UNKNOWN) {
      learn("holders");
      added.lockWait(row, withHolder(known, told.holder()));
    }
    return true;
  }

  /// A wait that was told from samples went on.
  ///
  /// @param row its row
  /// @param longer the wait with its new end
  void goesOn(int row, LockWait longer) {
    builder.added().lockWait(row, beforeNext(longer));
    builder.cover(longer.endNs());
  }

  /// A backend waits for one lock at a time, and samples are stamped late.
  ///
  /// @param told what samples show
  /// @return the same, as far as the next wait that another source tells
  LockWait beforeNext(LockWait told) {
    return new LockWait(
        told.startNs(),
        waits.nextBegin(told.task(), told.startNs(), told.endNs()),
        told.lock(),
        told.task(),
        told.mode(),
        told.holder(),
        told.spinNs(),
        told.sleepNs(),
        told.acquired(),
        told.provenance());
  }

  private static LockWait withHolder(LockWait w, int holder) {
    return new LockWait(
        w.startNs(),
        w.endNs(),
        w.lock(),
        w.task(),
        w.mode(),
        holder,
        w.spinNs(),
        w.sleepNs(),
        w.acquired(),
        w.provenance());
  }

  private int key(int lock) {
    return builder.added().singleLock(lock) ? lock : ToldFacts.ANY;
  }

  /// @param task internal task id
  /// @param timeNs timeline time
  /// @return name of the lock that the task waits for then, or ""
  String lockWaitedFor(int task, long timeNs) {
    int row = waits.sampled(task, timeNs, timeNs, ToldFacts.ANY, 0);
    AddedFacts added = builder.added();
    return row == ToldFacts.NONE ? "" : added.lockName(added.lockOfWait(row));
  }

  /// @param task internal task id
  /// @return whether another source tells queries of it
  boolean recordsQueries(int task) {
    return queries.has(task);
  }

  /// Looks for queries that the server's log tells; those without a text learn it.
  ///
  /// @param task internal task id
  /// @param logged queries of the task, in the order of time
  /// @param first how many of them are to be found; the others are only taken into account
  /// @param afterNs known ones begin later than this
  /// @return for each of the first the known one that it is, or null
  @Nullable Fact[] loggedQueries(
      int task, List<QueryMatching.Logged> logged, int first, long afterNs) {
    AddedFacts added = builder.added();
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (QueryMatching.Logged query : logged) {
      from = Math.min(from, query.startNs() - query.reachNs());
      to = Math.max(to, query.endNs() + query.reachNs());
    }
    List<QueryMatching.Recorded> recorded =
        queries
            .unmatched(
                task,
                from,
                to,
                fact ->
                    fact.startNs() > afterNs
                        && logged.stream().anyMatch(query -> query.mayBe(fact)))
            .stream()
            .limit(MOST_COMPARED)
            .map(fact -> new QueryMatching.Recorded(fact, text(added.span(fact.row()).name())))
            .toList();
    int[] pairs = QueryMatching.match(logged, recorded);
    var known = new @Nullable Fact[first];
    for (int i = 0; i < first; i++) {
      if (pairs[i] >= 0) {
        QueryMatching.Recorded query = recorded.get(pairs[i]);
        known[i] = query.fact();
        queries.match(task, query.fact());
        if (query.name().isEmpty()) {
          learn("statements");
          added.nameSpan(query.fact().row(), logged.get(i).name());
        }
      }
    }
    return known;
  }

  /// The class of a statement as a probe tells it, "" if it does not, or could not read it.
  private String text(String name) {
    return name.equals(QUERY) || name.equals("(fault)") ? "" : queryText.classOf(name, 0);
  }

  /// Looks for a query that samples show.
  ///
  /// @return whether the query is known
  boolean sampledQuery(int task, long startNs, long endNs, String name, long slackNs) {
    int row = queries.sampled(task, startNs, endNs, ToldFacts.ANY, slackNs);
    if (row == ToldFacts.NONE) {
      return false;
    }
    AddedFacts added = builder.added();
    if (added.span(row).name().isEmpty() && !name.equals(QUERY)) {
      learn("statements");
      added.nameSpan(row, name);
    }
    return true;
  }

  /// Looks for a transaction that samples show.
  ///
  /// @return whether the transaction is known
  boolean sampledTransaction(int task, long startNs, long endNs, long slackNs) {
    return transactions.sampled(task, startNs, endNs, ToldFacts.ANY, slackNs) != ToldFacts.NONE;
  }

  /// Looks for a deadlock that the log tells; the mark of the probe learns its text.
  ///
  /// @param task who found it
  /// @param timeNs when that was logged
  /// @param text who waited for whom
  /// @param slackNs how far the time may be off
  /// @return whether the deadlock is known
  boolean loggedDeadlock(int task, long timeNs, String text, long slackNs) {
    int row = deadlocks.measured(task, timeNs, timeNs, ToldFacts.ANY, slackNs);
    if (row == ToldFacts.NONE) {
      return false;
    }
    learn("parts of deadlocks");
    builder.added().textOfMark(row, text);
    return true;
  }
}
