package dev.corelane.analysis.observer;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.RunTimes;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Estimates from a recording itself how much the recorder changed what it measured.
///
/// Rates of events are those of the whole recording, because sources count events without their
/// times; all else is of the range.
public final class ObserverAnalysis implements TraceAnalysis<ObserverEffect> {
  /// A switch is said to be at a hit if the thread hits a probe so soon after it runs again.
  private static final long AT_HIT_NS = 20_000;

  private static final double LEAST_GAP_SHARE = 0.05;
  private static final int FEWEST_GAPS = 1000;

  /// Groups of events that are probes in programs.
  private static final Pattern PROBES = Pattern.compile("(sdt_|probe|uprobe|usdt|pg:).*");

  /// Rows of PostgreSQL's files and perf's own records cost the recorded machine nothing here.
  private static final Pattern NO_EVENTS = Pattern.compile("(PERF_RECORD_|postgres:|pgbench:).*");

  private static final double STRONG_LOSS = 0.3;
  private static final double NOTICEABLE_LOSS = 0.1;
  private static final double STRONG_WAITERS_PER_CPU = 0.05;

  /// Creates it.
  public ObserverAnalysis() {}

  @Override
  public String id() {
    return "observer-effect";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES);
  }

  @Override
  public ObserverEffect run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    var walk =
        StateWalk.through(
            timeline, recorded(timeline, range), monitor, "looking for preemptions at probes");
    Supplier<ObserverEffect> found = ask(walk, range, monitor);
    walk.walk();
    return found.get();
  }

  /// The same for who looks at all states for several analyses at once.
  ///
  /// @param walk through the states of the range, still to be done
  /// @param range what to look at
  /// @param monitor told of the progress, asked whether to go on
  /// @return gives the result, once, after the walk
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public Supplier<ObserverEffect> ask(StateWalk walk, TimeRange range, ProgressMonitor monitor) {
    Timeline timeline = walk.timeline();
    var window = Window.of(timeline, recorded(timeline, range));
    ProbeHits hits = ProbeHits.of(timeline, monitor);
    List<HitSwitches> switches = walk.add(() -> new HitSwitches(timeline, window, hits, AT_HIT_NS));
    return () ->
        effect(
            timeline,
            window,
            hits,
            switches.stream().reduce(HitSwitches::plus).orElseThrow(),
            monitor);
  }

  /// The part of a range in which the scheduler was recorded.
  private static TimeRange recorded(Timeline timeline, TimeRange range) {
    return RecordedRange.orAll(timeline).overlap(range).orElse(range);
  }

  private static ObserverEffect effect(
      Timeline timeline,
      Window window,
      ProbeHits hits,
      HitSwitches switches,
      ProgressMonitor monitor) {
    long[] runNs = runTimes(timeline, monitor);
    ProbeLoad load = load(timeline, hits, Arrays.stream(runNs).sum());
    RecorderLocks locks = new RecorderLockFinder(timeline, window, hits, runNs).find();
    int cpus = timeline.cpus().size();
    boolean mutexes = locks.waitNs() > STRONG_WAITERS_PER_CPU * cpus * window.durationNs();
    List<CalibrationPoint> comparable = Calibration.near(load, mutexes);
    return new ObserverEffect(
        window.durationNs(),
        cpus,
        load,
        locks,
        switches.result(byChance(timeline, hits, runNs)),
        comparable,
        verdict(load, mutexes, comparable),
        Confidence.of(timeline));
  }

  private static Disturbance verdict(
      ProbeLoad load, boolean mutexes, List<CalibrationPoint> comparable) {
    double loss =
        comparable.stream().mapToDouble(CalibrationPoint::loss).average().orElse(load.hitShare());
    if (loss >= STRONG_LOSS || mutexes) {
      return Disturbance.STRONG;
    }
    return load.hits() > 0 && loss >= NOTICEABLE_LOSS ? Disturbance.NOTICEABLE : Disturbance.SMALL;
  }

  private static long[] runTimes(Timeline timeline, ProgressMonitor monitor) {
    long[] runNs = RunTimes.of(timeline, Window.of(timeline, timeline.range()), false, monitor);
    runNs[Task.IDLE] = 0;
    runNs[Task.UNKNOWN] = 0;
    return runNs;
  }

  private static ProbeLoad load(Timeline timeline, ProbeHits hits, long busyNs) {
    long events = 0;
    long probes = 0;
    for (EventCount event : timeline.eventCounts()) {
      if (!NO_EVENTS.matcher(event.name()).matches()) {
        events += event.count();
        probes += PROBES.matcher(event.name()).matches() ? event.count() : 0;
      }
    }
    double cpuSeconds = timeline.cpus().size() * RecordedRange.orAll(timeline).durationNs() / 1e9;
    return new ProbeLoad(
        cpuSeconds > 0 ? events / cpuSeconds : 0,
        probes,
        busyNs > 0 ? probes / (busyNs / 1e9) : 0,
        probes > 0 ? hitsWhileHolding(timeline, hits) : 0,
        probes > 0 ? hits.gap(LEAST_GAP_SHARE, FEWEST_GAPS) : 0);
  }

  /// Both ends of a hold are hits: its begin and its end are in its own critical section, and all
  /// hits between them are, too.
  private static long hitsWhileHolding(Timeline timeline, ProbeHits hits) {
    var holding = new Intervals[timeline.taskCount()];
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (ProbeHits.kind(timeline.locks(), hold.lock()) == LockKind.LWLOCK) {
        if (holding[hold.task()] == null) {
          holding[hold.task()] = new Intervals();
        }
        holding[hold.task()].add(hold.startNs(), hold.endNs());
      }
    }
    long sum = 0;
    for (int task = 0; task < holding.length; task++) {
      if (holding[task] != null) {
        sum += holding[task].count(hits.of(task));
      }
    }
    return sum;
  }

  /// The share of the CPU time of probed threads that lies close before a hit.
  private static double byChance(Timeline timeline, ProbeHits hits, long[] runNs) {
    long closeNs = 0;
    long probedNs = 0;
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      if (hits.of(task).length > 0) {
        closeNs += Math.min(runNs[task], hits.before(task, AT_HIT_NS));
        probedNs += runNs[task];
      }
    }
    return probedNs > 0 ? (double) closeNs / probedNs : 0;
  }
}
