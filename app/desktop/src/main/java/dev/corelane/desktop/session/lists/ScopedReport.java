package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.desktop.session.FactText;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.digest.RangeCounts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/// What happened in a range of time on some CPUs, to some threads and at some locks. What is not
/// among them is left out: the numbers of CPUs come from their slices, those of threads from the
/// threads, run delays from both. Of locks alone the threads count that held them or waited for
/// them.
final class ScopedReport {
  private static final int TOP = 6;

  private final Timeline timeline;
  private final TimeRange range;
  private final RangeScope scope;
  private final ProgressMonitor monitor;

  ScopedReport(TraceDigest digest, TimeRange range, RangeScope scope, ProgressMonitor monitor) {
    timeline = digest.timeline();
    this.range = range;
    this.scope = scope;
    this.monitor = monitor;
  }

  /// @param all how all threads spent the range
  /// @param locks how all locks were used
  RangeReport report(List<ThreadTime> all, List<Inspection.Row> locks) {
    List<Inspection.Section> sections = new ArrayList<>();
    Set<Integer> tasks = tasks();
    List<ThreadTime> threads = all.stream().filter(t -> tasks.contains(t.task())).toList();
    List<Inspection.Row> rates = new ArrayList<>();
    Map<Integer, Long> onCpus = new HashMap<>();
    if (!scope.cpus().isEmpty()) {
      cpus(rates, onCpus);
    }
    if (!threads.isEmpty()) {
      threads(rates, threads);
    }
    RangeReport.add(sections, "In numbers", rates);
    RangeReport.add(sections, "Locks waited for", locks);
    RangeReport.add(
        sections,
        "Threads without a CPU",
        RangeReport.threads(timeline, range, threads, ThreadTime::runDelayNs));
    ToLongFunction<ThreadTime> time =
        t -> (tasks.contains(t.task()) ? t.runTimeNs() : onCpus.getOrDefault(t.task(), 0L));
    RangeReport.add(sections, "Threads on CPUs", RangeReport.threads(timeline, range, all, time));
    RangeReport.add(sections, "Wait events", events(tasks));
    DelayCloud delays =
        DelayCloud.of(
            timeline,
            range,
            (task, cpu) -> tasks.contains(task) || scope.cpus().contains(cpu),
            monitor);
    return new RangeReport(range, scope, sections, delays);
  }

  /// The threads themselves; of locks alone those that used the locks.
  private Set<Integer> tasks() {
    if (!scope.tasks().isEmpty() || !scope.cpus().isEmpty()) {
      return scope.tasks();
    }
    Set<Integer> users = new HashSet<>();
    for (long i = 0; i < timeline.holds().size(); i++) {
      LockHold hold = timeline.holds().get(i);
      if (hold.startNs() >= range.endNs()) {
        break;
      }
      if (hold.endNs() > range.startNs() && scope.locks().contains(hold.lock())) {
        users.add(hold.task());
      }
    }
    for (long i = 0; i < timeline.waits().size(); i++) {
      LockWait wait = timeline.waits().get(i);
      if (wait.startNs() >= range.endNs()) {
        break;
      }
      if (wait.endNs() > range.startNs() && scope.locks().contains(wait.lock())) {
        users.add(wait.task());
      }
    }
    return users;
  }

  private void cpus(List<Inspection.Row> rows, Map<Integer, Long> onCpus) {
    double seconds = RangeReport.seconds(timeline, range);
    long busyNs = 0;
    long knownNs = 0;
    for (int cpu : scope.cpus()) {
      monitor.checkCancelled();
      CpuSlices slices = timeline.slices(cpu);
      for (long i = Math.max(0, slices.at(range.startNs()));
          i < slices.count() && slices.startNs(i) < range.endNs();
          i++) {
        long from = Math.max(range.startNs(), slices.startNs(i));
        long ns = Math.max(0, Math.min(range.endNs(), slices.endNs(i)) - from);
        knownNs += slices.task(i) == Task.UNKNOWN ? 0 : ns;
        if (slices.task(i) > Task.UNKNOWN) {
          busyNs += ns;
          onCpus.merge(slices.task(i), ns, Long::sum);
        }
      }
    }
    double busy = (double) busyNs / Math.max(1, knownNs);
    rows.add(RangeReport.row("CPUs busy", TimeText.percent(busy)));
    RangeCounts counts = RangeCounts.of(timeline, range, scope.cpus()::contains);
    rows.add(RangeReport.row("Switches", RangeReport.perSecond(counts.switches(), seconds)));
    rows.add(RangeReport.row("Involuntary", RangeReport.perSecond(counts.involuntary(), seconds)));
  }

  private void threads(List<Inspection.Row> rows, List<ThreadTime> threads) {
    double seconds = RangeReport.seconds(timeline, range);
    long longest = threads.stream().mapToLong(ThreadTime::maxRunDelayNs).max().orElse(0);
    rows.add(RangeReport.row("Threads on CPUs", sum(threads, ThreadTime::runTimeNs)));
    rows.add(
        RangeReport.row(
            "Without a CPU",
            sum(threads, ThreadTime::runDelayNs) + ", longest " + TimeText.duration(longest)));
    rows.add(RangeReport.row("Of it preempted", sum(threads, ThreadTime::preemptedDelayNs)));
    long switches = threads.stream().mapToLong(ThreadTime::switches).sum();
    long involuntary = threads.stream().mapToLong(ThreadTime::involuntarySwitches).sum();
    rows.add(RangeReport.row("Switched away", RangeReport.perSecond(switches, seconds)));
    rows.add(RangeReport.row("Of it involuntarily", RangeReport.perSecond(involuntary, seconds)));
  }

  private static String sum(List<ThreadTime> threads, ToLongFunction<ThreadTime> time) {
    return TimeText.duration(threads.stream().mapToLong(time).sum());
  }

  private List<Inspection.Row> events(Set<Integer> tasks) {
    Map<Integer, Integer> counts = new HashMap<>();
    var samples = timeline.waitSamples();
    int all = 0;
    for (long i = samples.firstAtOrAfter(range.startNs()); i < samples.size(); i++) {
      WaitSample sample = samples.get(i);
      if (sample.timeNs() >= range.endNs()) {
        break;
      }
      if (tasks.contains(sample.task())) {
        counts.merge(Math.max(-1, sample.event()), 1, Integer::sum);
        all++;
      }
    }
    double total = Math.max(1, all);
    return counts.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> -e.getValue()))
        .limit(TOP)
        .map(
            e ->
                RangeReport.row(
                    FactText.event(timeline, e.getKey()), TimeText.percent(e.getValue() / total)))
        .toList();
  }
}
