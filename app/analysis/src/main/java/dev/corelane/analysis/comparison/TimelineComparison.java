package dev.corelane.analysis.comparison;

import dev.corelane.analysis.comparison.Tally.What;
import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Compares two timelines, whoever made them.
public final class TimelineComparison {
  private static final int FEWEST = 20;

  private final Timeline first;
  private final Timeline second;
  private final TimeRange rangeA;
  private final TimeRange rangeB;
  private final Recorded recordedA;
  private final Recorded recordedB;
  private final List<String> notRecorded = new ArrayList<>();

  private TimelineComparison(
      Timeline first, TimeRange partOfFirst, Timeline second, TimeRange partOfSecond) {
    this.first = first;
    this.second = second;
    rangeA = Measures.recordedRange(first, partOfFirst);
    rangeB = Measures.recordedRange(second, partOfSecond);
    recordedA = new Recorded(first);
    recordedB = new Recorded(second);
  }

  /// Compares.
  ///
  /// @param first a timeline
  /// @param second another one
  /// @param monitor told of the progress
  /// @return what differs
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static Comparison compare(Timeline first, Timeline second, ProgressMonitor monitor) {
    return compare(first, first.range(), second, second.range(), monitor);
  }

  /// Compares a part of each. How much the recorder changed is told of the parts where it goes by
  /// waits, and of the whole recordings where it goes by events.
  ///
  /// @param first a timeline
  /// @param partOfFirst what to look at of it
  /// @param second another one, or the same
  /// @param partOfSecond what to look at of that
  /// @param monitor told of the progress
  /// @return what differs
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static Comparison compare(
      Timeline first,
      TimeRange partOfFirst,
      Timeline second,
      TimeRange partOfSecond,
      ProgressMonitor monitor) {
    return new TimelineComparison(first, partOfFirst, second, partOfSecond).run(monitor);
  }

  private Comparison run(ProgressMonitor monitor) {
    ObserverEffect effectA = effect(first, rangeA, monitor);
    ObserverEffect effectB = effect(second, rangeB, monitor);
    Optional<Provenance> transactions = transactions();
    var measuresA = new Measures(first, rangeA, effectA.locks().locks(), transactions, monitor);
    var measuresB = new Measures(second, rangeB, effectB.locks().locks(), transactions, monitor);
    var a = new SeriesCatalogue(measuresA);
    var b = new SeriesCatalogue(measuresB);
    Set<MetricId> ids = new LinkedHashSet<>(a.ids());
    ids.addAll(b.ids());
    var bootstrap = new Bootstrap();
    var differences = new ArrayList<MetricDifference>();
    int tooFew = 0;
    for (MetricId id : ids) {
      if (!comparable(id, transactions.isPresent())) {
        continue;
      }
      monitor.checkCancelled();
      Series left = a.series(id);
      Series right = b.series(id);
      if (!enough(id, left.count(), right.count())) {
        tooFew++;
        continue;
      }
      MetricDifference difference = bootstrap.compare(id, left, right);
      if (!Double.isNaN(difference.difference())) {
        differences.add(difference);
      }
    }
    Side sideA = side(first, measuresA, effectA);
    Side sideB = side(second, measuresB, effectB);
    List<MetricDifference> judged = ranked(Bootstrap.judge(differences), sideA, sideB);
    tellNotRecorded(transactions);
    return new Comparison(
        sideA,
        sideB,
        new Findings(sideA, sideB, judged).all(),
        judged,
        tooFew,
        notRecorded,
        unmatched(measuresA.tally(), measuresB.tally()));
  }

  private static ObserverEffect effect(
      Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return new ObserverAnalysis().run(timeline, range, monitor);
  }

  /// The same kind of transaction on both sides, the most trustworthy that both have.
  private Optional<Provenance> transactions() {
    return Stream.of(
            Provenance.RECORDED, Provenance.SYNTHETIC, Provenance.DERIVED, Provenance.INFERRED)
        .filter(p -> recordedA.transactions(p) && recordedB.transactions(p))
        .findFirst();
  }

  /// Whether both recordings would have told the number.
  private boolean comparable(MetricId id, boolean transactions) {
    boolean possible =
        switch (id.quantity()) {
          case CPU_PER_TRANSACTION, RUN_DELAY_PER_TRANSACTION, LATENCY_P95 ->
              transactions && slices();
          case THROUGHPUT, LATENCY ->
              id.kind() == SubjectKind.QUERY
                  ? recordedA.queries() && recordedB.queries()
                  : transactions;
          case HOLDER_PREEMPTIONS -> slices() && holds(LockKind.LWLOCK);
          case HOLD -> Stream.of(LockKind.values()).anyMatch(k -> named(id, k) && holds(k));
          case WAIT_PER_TRANSACTION -> transactions && waits(id);
          case WAITS, WAITERS -> waits(id);
          case WAITING_CPUS -> slices() && waits(id);
          case SESSIONS -> recordedA.samples() && recordedB.samples();
          case CPU_RATE,
              RUN_DELAY_RATE,
              WAKEUP_LATENCY,
              USER_PREEMPTIONS,
              KERNEL_PREEMPTIONS,
              PREEMPTED_SLICE ->
              slices();
        };
    return possible;
  }

  private boolean slices() {
    return recordedA.slices() && recordedB.slices();
  }

  private boolean holds(LockKind kind) {
    return recordedA.holds(kind) && recordedB.holds(kind);
  }

  private boolean waits(MetricId id) {
    return Stream.of(LockKind.values())
        .anyMatch(k -> named(id, k) && recordedA.waits(k) && recordedB.waits(k));
  }

  private static boolean named(MetricId id, LockKind kind) {
    if (id.kind() == SubjectKind.LOCK_KIND) {
      return id.subject().equals(Names.kind(kind))
          || kind == LockKind.KERNEL_MUTEX && id.subject().startsWith("the recorder");
    }
    return switch (kind) {
      case LWLOCK -> id.subject().startsWith("LWLock ");
      case PG_SPINLOCK -> id.subject().startsWith("spinlock ");
      case HEAVYWEIGHT -> id.subject().startsWith("lock on ");
      default ->
          !id.subject().startsWith("LWLock ")
              && !id.subject().startsWith("spinlock ")
              && !id.subject().startsWith("lock on ");
    };
  }

  /// A mean needs observations on both sides, a rate on one.
  private static boolean enough(MetricId id, long left, long right) {
    return switch (id.quantity()) {
      case LATENCY, LATENCY_P95, HOLD, WAKEUP_LATENCY, PREEMPTED_SLICE ->
          Math.min(left, right) >= FEWEST;
      default -> Math.max(left, right) >= FEWEST;
    };
  }

  private static List<MetricDifference> ranked(List<MetricDifference> judged, Side a, Side b) {
    var weight = new Weight(judged, a, b);
    return judged.stream()
        .sorted(
            Comparator.comparing(MetricDifference::certain)
                .reversed()
                .thenComparing(weight::small)
                .thenComparing(Comparator.comparingDouble(MetricDifference::effect).reversed())
                .thenComparing(
                    Comparator.comparingDouble((MetricDifference d) -> Math.abs(d.difference()))
                        .reversed()))
        .toList();
  }

  private static Side side(Timeline timeline, Measures measures, ObserverEffect effect) {
    return new Side(
        timeline.properties().getOrDefault(Properties.KERNEL_RELEASE, ""),
        timeline.properties().getOrDefault(Properties.KERNEL_PREEMPTION, ""),
        timeline.properties().getOrDefault(Properties.HOST_ARCH, ""),
        measures.blocks().window().durationNs(),
        timeline.cpus().size(),
        measures.tally().observations(SubjectKind.WHOLE, Measures.WHOLE, What.COUNT),
        effect);
  }

  private void tellNotRecorded(Optional<Provenance> transactions) {
    if (transactions.isEmpty()) {
      notRecorded.add("transactions: nothing is given per transaction");
    }
    for (LockKind kind : LockKind.values()) {
      if (recordedA.waits(kind) != recordedB.waits(kind)) {
        notRecorded.add(
            "waits for "
                + Names.kind(kind)
                + ": only the "
                + (recordedA.waits(kind) ? "first" : "second")
                + " recording has them");
      }
    }
    if (recordedA.samples() != recordedB.samples()) {
      notRecorded.add(
          "wait events: only the "
              + (recordedA.samples() ? "first" : "second")
              + " recording has samples");
    }
  }

  private static List<Unmatched> unmatched(Tally a, Tally b) {
    var unmatched = new ArrayList<Unmatched>();
    for (SubjectKind kind :
        List.of(SubjectKind.THREADS, SubjectKind.LOCK, SubjectKind.WAIT_EVENT, SubjectKind.QUERY)) {
      var names = new TreeSet<>(a.subjects(kind));
      names.addAll(b.subjects(kind));
      for (String name : names) {
        boolean inA = a.subjects(kind).contains(name);
        if (inA != b.subjects(kind).contains(name)) {
          unmatched.add(new Unmatched(kind, name, inA));
        }
      }
    }
    return unmatched;
  }
}
