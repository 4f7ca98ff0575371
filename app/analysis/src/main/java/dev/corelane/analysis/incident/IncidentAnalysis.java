package dev.corelane.analysis.incident;

import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.blocking.BlockedBy;
import dev.corelane.analysis.blocking.BlockedByAnalysis;
import dev.corelane.analysis.criticalpath.CriticalPathAnalysis;
import dev.corelane.analysis.inversion.InversionAnalysis;
import dev.corelane.analysis.inversion.Inversions;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.locks.HolderPreemptionAnalysis;
import dev.corelane.analysis.locks.HolderPreemptions;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.analysis.locks.LockRecord;
import dev.corelane.analysis.locks.Locks;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.analysis.overview.TraceSummary;
import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;

/// What is worst: the other analyses, and what they found in order of the time it cost.
public final class IncidentAnalysis implements TraceAnalysis<Incident> {
  private static final int SLOWEST = 5;

  /// Spans that are looked at for them: some lie in each other.
  private static final int CANDIDATES = 200;

  private record Length(long row, long ns) {}

  private record LockResults(
      LockRecord record,
      Locks locks,
      HolderPreemptions holders,
      BlockedBy blocking,
      Inversions inversions) {}

  /// Creates it.
  public IncidentAnalysis() {}

  @Override
  public String id() {
    return "incident";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES);
  }

  @Override
  public Incident run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return InParallel.onAllProcessors(
        () -> {
          var walk = StateWalk.through(timeline, range, monitor, "looking at what threads did");
          try (var together = new InParallel.Together()) {
            Supplier<Incident> found = ask(walk, range, together, monitor);
            walk.walk();
            return found.get();
          }
        });
  }

  /// The same for who looks at all states for several analyses at once.
  ///
  /// @param walk through the states of the range, still to be done
  /// @param range what to look at
  /// @param together what needs no states is begun with it
  /// @param monitor told of the progress, asked whether to go on
  /// @return gives the result, once, after the walk
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public Supplier<Incident> ask(
      StateWalk walk, TimeRange range, InParallel.Together together, ProgressMonitor monitor) {
    Timeline timeline = walk.timeline();
    Supplier<LockResults> locks = together.begin(() -> locks(timeline, range, monitor));
    Supplier<TraceSummary> summary =
        together.begin(() -> new TraceSummaryAnalysis().run(timeline, range, monitor));
    Supplier<RunDelays> delays = new RunDelayAnalysis().ask(walk, range);
    Supplier<ObserverEffect> observer = new ObserverAnalysis().ask(walk, range, monitor);
    return () -> {
      Supplier<ObserverEffect> effect = together.begin(observer);
      return incident(timeline, range, summary.get(), delays.get(), locks.get(), effect.get());
    };
  }

  private static LockResults locks(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    var record = new LockRecord(timeline, monitor);
    var locks = new LocksAnalysis().run(record, range, monitor);
    return new LockResults(
        record,
        locks,
        new HolderPreemptionAnalysis().run(record, range, monitor),
        new BlockedByAnalysis().run(record, range, monitor),
        new InversionAnalysis().run(record, locks, range, monitor));
  }

  private static Incident incident(
      Timeline timeline,
      TimeRange range,
      TraceSummary summary,
      RunDelays delays,
      LockResults found,
      ObserverEffect observer) {
    var window = Window.of(timeline, range);
    var findings = new FindingList(timeline, window);
    findings.addLocks(found.locks(), found.holders());
    findings.addConvoys(found.blocking().convoys());
    findings.addInversions(found.inversions().inversions());
    findings.addDelays(delays);
    return new Incident(
        findings.worstFirst(),
        summary,
        found.locks(),
        found.holders(),
        delays,
        found.blocking(),
        found.inversions(),
        observer,
        slowest(timeline, found.record(), window));
  }

  /// The longest spans that lie in the window. Of spans that lie in each other, such as a query and
  /// its transaction, the longest alone; where the scheduler was recorded, only those of threads
  /// that it knows.
  private static List<SlowWork> slowest(Timeline timeline, LockRecord record, Window window) {
    boolean scheduled = RecordedRange.of(timeline).isPresent();
    var longest = new PriorityQueue<Length>(CANDIDATES + 1, Comparator.comparingLong(Length::ns));
    LongColumn start = timeline.spans().table().i64("start");
    LongColumn end = timeline.spans().table().i64("end");
    IntColumn task = timeline.spans().table().i32("task");
    for (long row = 0; row < timeline.spans().size(); row++) {
      long length = end.get(row) - start.get(row);
      if (start.get(row) >= window.startNs()
          && end.get(row) <= window.endNs()
          && (longest.size() < CANDIDATES || length > longest.peek().ns())
          && (!scheduled || known(timeline, task.get(row)))
          && !timeline.spans().get(row).ofInterrupt()) {
        longest.add(new Length(row, length));
        if (longest.size() > CANDIDATES) {
          longest.remove();
        }
      }
    }
    List<Span> chosen = new ArrayList<>();
    longest.stream()
        .sorted(Comparator.comparingLong(Length::ns).reversed().thenComparingLong(Length::row))
        .map(length -> timeline.spans().get(length.row()))
        .forEach(
            span -> {
              if (chosen.size() < SLOWEST && chosen.stream().noneMatch(c -> within(span, c))) {
                chosen.add(span);
              }
            });
    if (chosen.isEmpty()) {
      return List.of();
    }
    var history = new LockHistory(record);
    return chosen.stream()
        .map(span -> new SlowWork(span, CriticalPathAnalysis.of(timeline, history, span)))
        .toList();
  }

  private static boolean known(Timeline timeline, int task) {
    return task > Task.UNKNOWN && task < timeline.taskCount() && timeline.states(task).count() > 1;
  }

  /// Whether most of a span lies in a longer one of the same thread.
  private static boolean within(Span span, Span longer) {
    long shared =
        Math.min(span.endNs(), longer.endNs()) - Math.max(span.startNs(), longer.startNs());
    return span.task() == longer.task() && 2 * shared > span.endNs() - span.startNs();
  }
}
