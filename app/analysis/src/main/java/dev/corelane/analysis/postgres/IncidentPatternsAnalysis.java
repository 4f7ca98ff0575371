package dev.corelane.analysis.postgres;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.observer.RecorderLocks;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks for three sorts of incident that are known from the field: a spinlock whose holder is off
/// the CPU, a storm of MultiXacts, and transactions with more subtransactions than snapshots list.
public final class IncidentPatternsAnalysis implements TraceAnalysis<List<IncidentPattern>> {
  /// Fewer waits and samples than this are no sign.
  private static final int FEWEST = 20;

  /// Where fewer threads wait on average, it is no incident: some waits at these locks are normal.
  private static final double LEAST_WAITING = 0.1;

  /// `s_lock` sleeps at least 1 ms when spinning did not help (src/backend/storage/lmgr/s_lock.c).
  private static final long SLEPT_NS = 1_000_000;

  /// Names of all versions: LWLocks of probes are not brought to the newest spelling.
  private static final Pattern MULTIXACT =
      Pattern.compile("(MultiXact(Offset|Member|Gen).*|multixact_(offset|member))");

  private static final Pattern SUBTRANSACTION = Pattern.compile("(Subtrans.*|subtrans)");
  private static final Pattern ROW_LOCK =
      Pattern.compile("(?is).*\\bfor\\s+(no\\s+key\\s+)?(update|share)\\b.*");
  private static final Pattern SHARED_ROW_LOCK =
      Pattern.compile("(?is).*\\bfor\\s+(key\\s+)?share\\b.*");
  private static final Pattern SAVEPOINT = Pattern.compile("(?is)\\s*savepoint\\b.*");

  /// Creates it.
  public IncidentPatternsAnalysis() {}

  @Override
  public String id() {
    return "incident-patterns";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of();
  }

  @Override
  public List<IncidentPattern> run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    RecorderLocks recorder = new ObserverAnalysis().run(timeline, range, monitor).locks();
    return run(timeline, range, recorder, monitor);
  }

  /// As [#run(Timeline, TimeRange, ProgressMonitor)], for callers that know already what the
  /// recorder did.
  ///
  /// @param timeline read, never changed
  /// @param range what to look at
  /// @param recorder waits for the recorder's own locks in that range
  /// @param monitor told of the progress, asked whether to go on
  /// @return the patterns
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public List<IncidentPattern> run(
      Timeline timeline, TimeRange range, RecorderLocks recorder, ProgressMonitor monitor) {
    Window window = Window.of(timeline, range);
    var queries = new QueryTimes(timeline);
    return Stream.of(
            spinlock(timeline, window, recorder, monitor),
            multiXact(timeline, window, queries),
            subtransactions(timeline, window, queries))
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean tooFew(LockSigns signs, long waits) {
    return waits < FEWEST && signs.sampleCount() < FEWEST || signs.meanWaiting() < LEAST_WAITING;
  }

  private static Optional<IncidentPattern> spinlock(
      Timeline timeline, Window window, RecorderLocks recorder, ProgressMonitor monitor) {
    var signs =
        new LockSigns(
            timeline,
            window,
            lock -> lock.kind() == LockKind.PG_SPINLOCK,
            (type, name) -> type.equals("Timeout") && name.equals("SpinDelay"),
            SLEPT_NS);
    if (tooFew(signs, signs.longWaits())) {
      return Optional.empty();
    }
    List<Sign> evidence = new ArrayList<>(signs.signs());
    if (signs.waitCount() > 0) {
      evidence.add(
          Sign.inferred(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d waits took 1 ms or more: the holder did not run, or the waiter itself"
                      + " lost its CPU",
                  signs.longWaits(),
                  signs.waitCount())));
    }
    var owners = new SpinOwners(timeline, window, monitor);
    evidence.addAll(owners.signs());
    List<String> doubts = new ArrayList<>();
    doubts.add(
        "when spinlocks of PostgreSQL are given back is not recorded, so that their holder was off"
            + " the CPU is inferred");
    if (owners.owners() >= FEWEST && !owners.any()) {
      doubts.add(
          String.format(
              Locale.ROOT,
              "none of %,d threads that got the lock while others waited left its CPU in the 20 us"
                  + " that followed; holders that got it without waiting are not recorded",
              owners.owners()));
    }
    if (recorder.spinWaitBehindNs() > 0) {
      doubts.add(
          String.format(
              Locale.ROOT,
              "in at least %.1f of %.1f s the holder waited for the recorder's own mutex: without"
                  + " the recorder much of this would not happen",
              recorder.spinWaitBehindNs() / 1e9,
              recorder.spinWaitNs() / 1e9));
    }
    long faults =
        timeline.eventCounts().stream()
            .filter(event -> event.name().contains("page_fault"))
            .mapToLong(EventCount::count)
            .sum();
    if (faults == 0) {
      doubts.add(
          "page faults were not recorded, so faults under the lock cannot be told from preemption");
    } else if (!owners.faulted()) {
      doubts.add(
          String.format(
              Locale.ROOT,
              "%,d page faults were recorded, none of them by a thread that had just got the lock",
              faults));
    }
    return Optional.of(
        new IncidentPattern(
            "spinlock-holder-off-cpu",
            "Backends wait for a spinlock whose holder is not running.",
            signs.waitNs(),
            signs.sampleCount(),
            signs.meanWaiting(),
            evidence,
            doubts,
            List.of("Timeout:SpinDelay"),
            Provenance.INFERRED,
            Confidence.of(timeline)));
  }

  private static Optional<IncidentPattern> multiXact(
      Timeline timeline, Window window, QueryTimes queries) {
    LockSigns signs = signs(timeline, window, MULTIXACT);
    if (tooFew(signs, signs.waitCount())) {
      return Optional.empty();
    }
    List<Sign> evidence = new ArrayList<>(signs.signs());
    timeline
        .properties()
        .forEach(
            (key, value) -> {
              if (key.startsWith("postgres.heap.")) {
                evidence.add(
                    Sign.recorded(key.substring("postgres.heap.".length()) + ": " + value));
              }
            });
    boolean savepoint = any(queries, SAVEPOINT);
    boolean rowLock = any(queries, ROW_LOCK);
    if (savepoint && rowLock) {
      evidence.add(
          Sign.inferred(
              "queries seen: SAVEPOINT together with SELECT ... FOR UPDATE or SHARE; a savepoint"
                  + " between the row lock and an update of the row makes a MultiXact even in a"
                  + " single session"));
    }
    if (any(queries, SHARED_ROW_LOCK)) {
      evidence.add(
          Sign.inferred(
              "queries seen: SELECT ... FOR SHARE; several lockers of one row are a MultiXact"));
    }
    List<String> doubts = new ArrayList<>();
    if (!savepoint || !rowLock) {
      doubts.add("which queries make the MultiXacts is not seen; foreign keys make them, too");
    }
    return Optional.of(
        new IncidentPattern(
            "multixact-storm",
            "Backends wait for the caches of MultiXacts: rows are locked by several"
                + " (sub)transactions at once.",
            signs.waitNs(),
            signs.sampleCount(),
            signs.meanWaiting(),
            evidence,
            doubts,
            List.of(
                "LWLock:MultiXactOffsetSLRU", "LWLock:MultiXactMemberSLRU", "LWLock:MultiXactGen"),
            Provenance.INFERRED,
            Confidence.of(timeline)));
  }

  private static Optional<IncidentPattern> subtransactions(
      Timeline timeline, Window window, QueryTimes queries) {
    LockSigns signs = signs(timeline, window, SUBTRANSACTION);
    if (tooFew(signs, signs.waitCount())) {
      return Optional.empty();
    }
    List<Sign> evidence = new ArrayList<>(signs.signs());
    List<String> doubts = new ArrayList<>();
    if (any(queries, SAVEPOINT)) {
      evidence.add(Sign.recorded("queries seen: SAVEPOINT"));
    } else {
      doubts.add("no SAVEPOINT is seen; EXCEPTION blocks of PL/pgSQL make subtransactions, too");
    }
    doubts.add("how many subtransactions a transaction had is not recorded (64 is the limit)");
    return Optional.of(
        new IncidentPattern(
            "subtransaction-overflow",
            "Backends look up the parents of subtransactions: a transaction has more of them than"
                + " snapshots list.",
            signs.waitNs(),
            signs.sampleCount(),
            signs.meanWaiting(),
            evidence,
            doubts,
            List.of("LWLock:SubtransSLRU", "LWLock:SubtransBuffer"),
            Provenance.INFERRED,
            Confidence.of(timeline)));
  }

  private static LockSigns signs(Timeline timeline, Window window, Pattern names) {
    return new LockSigns(
        timeline,
        window,
        (Lock lock) -> lock.kind() == LockKind.LWLOCK && names.matcher(lock.name()).matches(),
        (type, name) -> type.equals("LWLock") && names.matcher(name).matches(),
        SLEPT_NS);
  }

  private static boolean any(QueryTimes queries, Pattern pattern) {
    return queries.texts().stream().anyMatch(text -> pattern.matcher(text).matches());
  }
}
