package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.latency.Distribution;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.locks.HolderPreemptionAnalysis;
import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.analysis.postgres.WaitProfileRow;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.SliceText;
import dev.corelane.desktop.session.Target;
import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.digest.RangeCounts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/// What happened in a range of time: numbers, rates that can be held against those of another
/// range, the threads and locks that cost most, and all run delays.
///
/// @param range the range
/// @param scope what it is restricted to
/// @param sections facts in groups; the first one holds the rates
/// @param delays the run delays that ended in the range
public record RangeReport(
    TimeRange range, RangeScope scope, List<Inspection.Section> sections, DelayCloud delays) {
  private static final int TOP = 6;
  private static final double SECOND = 1e9;

  /// Copies the list.
  public RangeReport {
    sections = List.copyOf(sections);
  }

  /// Looks at a range, in the caller's thread.
  ///
  /// @param digest the timeline
  /// @param range the range
  /// @param scope what it is restricted to
  /// @param monitor told of the progress
  /// @return what happened
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  static RangeReport of(
      TraceDigest digest, TimeRange range, RangeScope scope, ProgressMonitor monitor) {
    Timeline timeline = digest.timeline();
    List<Inspection.Section> sections = new ArrayList<>();
    List<ThreadTime> threads = new ThreadTimesAnalysis().run(timeline, range, monitor).threads();
    if (!scope.isAll()) {
      List<Inspection.Row> locks =
          scope.locks().isEmpty() ? List.of() : locks(digest, range, scope.locks(), monitor);
      return new ScopedReport(digest, range, scope, monitor).report(threads, locks);
    }
    sections.add(rates(digest, range, monitor));
    add(sections, "Locks waited for", locks(digest, range, Set.of(), monitor));
    add(sections, "Threads without a CPU", threads(timeline, range, threads, t -> t.runDelayNs()));
    add(sections, "Threads on CPUs", threads(timeline, range, threads, ThreadTime::runTimeNs));
    add(sections, "Wait events", events(timeline, range, monitor));
    return new RangeReport(range, scope, sections, DelayCloud.of(timeline, range, monitor));
  }

  private static Inspection.Section rates(
      TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
    Timeline timeline = digest.timeline();
    List<Inspection.Row> rows = new ArrayList<>();
    double seconds = seconds(timeline, range);
    RangeCounts counts = RangeCounts.of(timeline, range);
    if (seconds * SECOND < range.durationNs()) {
      rows.add(row("Scheduler recorded", TimeText.duration(Math.round(seconds * SECOND))));
    }
    rows.add(row("CPUs busy", TimeText.percent(busy(timeline, range, monitor))));
    rows.add(row("Switches", perSecond(counts.switches(), seconds)));
    rows.add(row("Involuntary", perSecond(counts.involuntary(), seconds)));
    var holders = new HolderPreemptionAnalysis().run(timeline, range, monitor);
    if (digest.holderPreemptions() > 0) {
      rows.add(row("Of lock holders", perSecond(holders.switches(), seconds)));
      rows.add(row("While others waited", perSecond(holders.switchesWithWaiters(), seconds)));
    }
    RunDelays delays = new RunDelayAnalysis().run(timeline, range, monitor);
    distribution(rows, "Delay after wake-up", delays.afterWakeup());
    distribution(rows, "Delay after losing the CPU", delays.afterPreemption());
    return new Inspection.Section("In numbers", rows);
  }

  private static void distribution(
      List<Inspection.Row> rows, String label, Distribution distribution) {
    if (distribution.count() == 0) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (double percent : new double[] {50, 99}) {
      if (distribution.tells(percent)) {
        text.append('p').append((int) percent).append(' ');
        text.append(TimeText.duration(distribution.percentileNs(percent))).append(", ");
      }
    }
    rows.add(row(label, text + "longest " + TimeText.duration(distribution.longestNs())));
  }

  /// What switches are counted per: nobody knows how many there were while the scheduler was not
  /// recorded.
  ///
  /// @return seconds of the range in which the scheduler was recorded
  static double seconds(Timeline timeline, TimeRange range) {
    long ns = RecordedRange.orAll(timeline).overlap(range).map(TimeRange::durationNs).orElse(0L);
    return Math.max(1, ns) / SECOND;
  }

  /// Share of what is known of the CPUs' time in which they were busy.
  private static double busy(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    double busyNs = 0;
    double knownNs = 0;
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      monitor.checkCancelled();
      CpuSlices slices = timeline.slices(cpu);
      long first = Math.max(0, slices.at(range.startNs()));
      for (long i = first; i < slices.count() && slices.startNs(i) < range.endNs(); i++) {
        long from = Math.max(range.startNs(), slices.startNs(i));
        long ns = Math.max(0, Math.min(range.endNs(), slices.endNs(i)) - from);
        busyNs += slices.task(i) > Task.UNKNOWN ? ns : 0;
        knownNs += slices.task(i) == Task.UNKNOWN ? 0 : ns;
      }
    }
    return busyNs / Math.max(1, knownNs);
  }

  static List<Inspection.Row> threads(
      Timeline timeline, TimeRange range, List<ThreadTime> all, ToLongFunction<ThreadTime> time) {
    long middle = range.startNs() + range.durationNs() / 2;
    return all.stream()
        .filter(t -> time.applyAsLong(t) > 0)
        .sorted(Comparator.comparingLong(time).reversed())
        .limit(TOP)
        .map(
            t ->
                new Inspection.Row(
                    SliceText.task(timeline, t.task(), middle),
                    TimeText.duration(time.applyAsLong(t)),
                    new Target.StateRef(t.task(), timeline.states(t.task()).at(middle))))
        .toList();
  }

  /// @param only locks to tell of, empty for all
  private static List<Inspection.Row> locks(
      TraceDigest digest, TimeRange range, Set<Integer> only, ProgressMonitor monitor) {
    var locks = new LocksAnalysis();
    if (!locks.possibleOn(digest.timeline())) {
      return List.of();
    }
    List<Inspection.Row> rows = new ArrayList<>();
    for (LockUse use : locks.run(digest.timeline(), range, monitor).byLock()) {
      if (rows.size() == TOP || use.waits().totalNs() == 0) {
        break;
      }
      if (!only.isEmpty() && !only.contains(use.lock())) {
        continue;
      }
      String waited = TimeText.duration(use.waits().totalNs());
      long preempted = use.preempted().count();
      String holders =
          preempted == 0
              ? ""
              : preempted == 1 ? ", 1 holder preempted" : ", " + preempted + " holders preempted";
      rows.add(
          new Inspection.Row(
              digest.facts().lockName(use.lock()),
              waited + holders,
              new Target.LockRef(use.lock())));
    }
    return rows;
  }

  private static List<Inspection.Row> events(
      Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    var profile = new WaitProfileAnalysis();
    if (!profile.possibleOn(timeline)) {
      return List.of();
    }
    List<WaitProfileRow> events = profile.run(timeline, range, monitor).byEvent();
    long all = Math.max(1, events.stream().mapToLong(WaitProfileRow::samples).sum());
    return events.stream()
        .limit(TOP)
        .map(
            e ->
                row(
                    e.event().isEmpty() ? "none" : e.type() + ": " + e.event(),
                    TimeText.percent((double) e.samples() / all)
                        + ", "
                        + TimeText.percent((double) e.runnable() / Math.max(1, e.samples()))
                        + " of it without a CPU"))
        .toList();
  }

  static String perSecond(long count, double seconds) {
    double rate = count / seconds;
    String text = rate < 10 ? TimeText.number(rate, 1) : TimeText.count(Math.round(rate));
    return TimeText.count(count) + " (" + text + " per s)";
  }

  static Inspection.Row row(String label, String value) {
    return new Inspection.Row(label, value, null);
  }

  static void add(List<Inspection.Section> sections, String title, List<Inspection.Row> rows) {
    if (!rows.isEmpty()) {
      sections.add(new Inspection.Section(title, rows));
    }
  }
}
