package dev.corelane.analysis.load;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Measures run queues, utilisation, moves between CPUs, and CPUs that were idle while threads
/// waited for others.
///
/// A thread stands in a queue from its wake-up (`sched_waking`, before it is put there) or its
/// involuntary switch until it runs. It stands in the queue of the CPU where it was left or woken,
/// until a recorded move; after its last move, in that of the CPU on which it then runs. Times of
/// which nothing is known of a CPU do not count for it.
///
/// Works through the timeline in parts whose facts fit into a processor's cache, so that memory
/// does not grow with the recording, and on all processors.
public final class LoadAnalysis implements TraceAnalysis<Load> {
  private static final long STATES_PER_PART = 1 << 14;
  private static final long LEAST_STATES_PER_THREAD = 64;
  private static final int MOST_PARTS = 1 << 14;

  /// Runs of parts: enough that none is waited for long.
  private static final int RUNS_PER_PROCESSOR = 8;

  /// Creates it.
  public LoadAnalysis() {}

  @Override
  public String id() {
    return "load";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES);
  }

  @Override
  public Load run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    long states = timeline.tables().table(TableSchema.TASK_STATES).rows();
    long each = Math.max(STATES_PER_PART, LEAST_STATES_PER_THREAD * timeline.taskCount());
    long parts = Math.clamp(states / each + 1, 1, MOST_PARTS);
    return run(timeline, range, (int) parts, monitor);
  }

  Load run(Timeline timeline, TimeRange range, int parts, ProgressMonitor monitor) {
    var window = Window.of(timeline, range);
    var moves = new MoveIndex(timeline);
    var seen = new SeenCpus(timeline, monitor);
    int runs = Math.min(parts, RUNS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
    List<LoadTotals> sweeps =
        InParallel.map(
            runs,
            monitor,
            "measuring run queues",
            run -> {
              int first = (int) ((long) parts * run / runs);
              int last = (int) ((long) parts * (run + 1) / runs);
              var totals = new LoadTotals(timeline.cpus().size());
              var waits = new QueuedWaits(timeline, moves, cut(window, parts, first));
              for (int part = first; part < last; part++) {
                monitor.checkCancelled();
                long fromNs = cut(window, parts, part);
                long toNs = cut(window, parts, part + 1);
                waits.find(fromNs, toNs);
                new LoadSweep(timeline, seen, waits, fromNs, toNs, totals).sweep();
              }
              return totals;
            });
    return new Load(
        cpus(timeline, sweeps),
        sweeps.stream().map(s -> s.allWaiting).reduce(DepthProfile.empty(), DepthProfile::plus),
        sweeps.stream().map(s -> s.allRunnable).reduce(DepthProfile.empty(), DepthProfile::plus),
        idle(sweeps),
        new MoveCounts(timeline, window, moves.recorded(), monitor).result(),
        Confidence.of(timeline));
  }

  private static long cut(Window window, int parts, int part) {
    long each = window.durationNs() / parts;
    return part == parts ? window.endNs() : window.startNs() + part * each;
  }

  private static List<CpuLoad> cpus(Timeline timeline, List<LoadTotals> sweeps) {
    List<CpuLoad> loads = new ArrayList<>();
    for (Cpu cpu : timeline.cpus()) {
      int c = cpu.index();
      loads.add(sweeps.stream().map(s -> s.ofCpu(c)).reduce(CpuLoad::plus).orElseThrow());
    }
    return loads;
  }

  private static IdleWhileRunnable idle(List<LoadTotals> sweeps) {
    var spells = new SpellList();
    sweeps.forEach(sweep -> sweep.spells.all().forEach(spells::add));
    return new IdleWhileRunnable(
        sweeps.stream().mapToLong(s -> s.wallNs).sum(),
        sweeps.stream().mapToLong(s -> s.lostCpuNs).sum(),
        sweeps.stream().mapToLong(s -> s.provenNs).sum(),
        spells.longest());
  }
}
