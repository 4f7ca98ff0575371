package dev.corelane.replay.run;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.multixact.MultiXactCaches;
import dev.corelane.replay.scenario.Plan;
import dev.corelane.replay.scenario.Plan.Behaviour;
import dev.corelane.replay.scenario.Plan.Group;
import dev.corelane.replay.simulation.LockTotals;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.simulation.ThreadTotals;
import dev.corelane.replay.work.Program;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// One run of threads on a machine.
final class ThreadsRun {
  private static final int PIECES = 50;

  private final Plan.Threads plan;
  private final long seed;

  ThreadsRun(Plan.Threads plan, long seed) {
    this.plan = plan;
    this.seed = seed;
  }

  /// @param observer is told what happens, besides what is measured
  /// @param monitor asked whether to go on
  Measured measure(Observer observer, ProgressMonitor monitor) {
    var meter = new Meter(plan.warmUpNs());
    Simulation simulation = build(meter, observer);
    advance(simulation, 0, plan.warmUpNs(), monitor);
    RunResult before = simulation.run(plan.warmUpNs());
    long endNs = plan.warmUpNs() + plan.durationNs();
    advance(simulation, plan.warmUpNs(), endNs, monitor);
    simulation.run(endNs);
    RunResult after = simulation.finish();
    return numbers(before, after, meter);
  }

  private static void advance(
      Simulation simulation, long fromNs, long toNs, ProgressMonitor monitor) {
    for (int piece = 1; piece < PIECES; piece++) {
      monitor.checkCancelled();
      simulation.run(fromNs + (toNs - fromNs) * piece / PIECES);
    }
  }

  private Simulation build(Meter meter, Observer observer) {
    var builder = Simulation.on(plan.machine()).seed(seed).observe(meter).observe(observer);
    int[] locks = new int[plan.locks().size()];
    for (int i = 0; i < locks.length; i++) {
      locks[i] = builder.lock(plan.locks().get(i));
    }
    int[] first = new int[plan.groups().size()];
    int next = 0;
    for (int g = 0; g < first.length; g++) {
      first[g] = next;
      next += plan.groups().get(g).count();
    }
    var streams = new Streams(seed);
    Map<Behaviour, MultiXactCaches> caches = new HashMap<>();
    for (int g = 0; g < first.length; g++) {
      Group group = plan.groups().get(g);
      for (int i = 0; i < group.count(); i++) {
        int thread = first[g] + i;
        Program program =
            switch (group.behaviour()) {
              case Behaviour.Loop loop ->
                  new ActionProgram(loop.actions(), i, thread, first, locks, streams);
              case Behaviour.Storm storm ->
                  caches
                      .computeIfAbsent(
                          storm,
                          one ->
                              MultiXactCaches.of(
                                  storm.version(),
                                  storm.offsetBuffers(),
                                  storm.memberBuffers(),
                                  builder::lock))
                      .backend(storm.load(), streams, thread);
            };
        builder.thread(spec(group, i, g, program));
      }
    }
    return builder.build();
  }

  private static ThreadSpec spec(Group group, int number, int process, Program program) {
    List<Integer> cpus =
        group.spread() && !group.cpus().isEmpty()
            ? List.of(group.cpus().get(number % group.cpus().size()))
            : group.cpus();
    String name = group.count() == 1 ? group.name() : group.name() + " " + number;
    return ThreadSpec.of(name, program)
        .with(group.params())
        .on(cpus.toArray(Integer[]::new))
        .labelled(group.name(), process + 1);
  }

  private Measured numbers(RunResult before, RunResult after, Meter meter) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    var broken = new ArrayList<>(meter.broken());
    double seconds = plan.durationNs() / 1e9;
    double cpuNs = (double) plan.machine().topology().cpus() * plan.durationNs();
    if (meter.latency().size() > 0) {
      values.put(Metric.THROUGHPUT, meter.latency().size() / seconds);
      Measured.latency(values, meter.latency());
    }
    values.put(Metric.UTILISATION, threads(before, after, ThreadTotals::onCpuNs) / cpuNs);
    values.put(Metric.USEFUL, threads(before, after, ThreadTotals::workNs) / cpuNs);
    values.put(Metric.SPIN, threads(before, after, ThreadTotals::spinNs) / cpuNs);
    double involuntary = threads(before, after, ThreadTotals::involuntary);
    double wakeups = threads(before, after, ThreadTotals::wakeups);
    values.put(Metric.INVOLUNTARY, involuntary / seconds);
    values.put(Metric.VOLUNTARY, threads(before, after, ThreadTotals::voluntary) / seconds);
    share(
        values, Metric.WAKE_DELAY_MEAN, threads(before, after, ThreadTotals::wakeDelayNs), wakeups);
    share(
        values,
        Metric.PREEMPTED_DELAY_MEAN,
        threads(before, after, ThreadTotals::preemptedDelayNs),
        involuntary);
    values.put(Metric.FAIRNESS, jain(before, after));
    locks(values, before, after, cpuNs);
    checkTime(after, broken);
    checkSpans(values, meter, broken);
    return new Measured(values, broken, after.events() - before.events());
  }

  private void locks(Map<Metric, Double> values, RunResult before, RunResult after, double cpuNs) {
    if (after.locks().isEmpty()) {
      return;
    }
    int hot = 0;
    for (int i = 1; i < after.locks().size(); i++) {
      if (lock(before, after, i, LockTotals::waitNs)
          > lock(before, after, hot, LockTotals::waitNs)) {
        hot = i;
      }
    }
    double acquisitions = lock(before, after, hot, LockTotals::acquisitions);
    double holdNs = lock(before, after, hot, LockTotals::holdNs);
    share(
        values, Metric.LOCK_WAIT_MEAN, lock(before, after, hot, LockTotals::waitNs), acquisitions);
    share(values, Metric.LOCK_HOLD_MEAN, holdNs, lock(before, after, hot, LockTotals::holds));
    share(values, Metric.LOCK_UTILISATION, holdNs, plan.durationNs());
    share(
        values,
        Metric.LOCK_CONTENDED,
        lock(before, after, hot, LockTotals::contended),
        acquisitions);
    double preempted = 0;
    double stretch = 0;
    double waste = 0;
    for (int i = 0; i < after.locks().size(); i++) {
      preempted += lock(before, after, i, LockTotals::preemptedHolds);
      stretch += lock(before, after, i, LockTotals::holderOffNs);
      waste += lock(before, after, i, LockTotals::wasteNs);
    }
    values.put(Metric.HOLDER_PREEMPTIONS, preempted * 1e9 / plan.durationNs());
    share(values, Metric.HOLDER_STRETCH_MEAN, stretch, preempted);
    values.put(Metric.HOLDER_WASTE, waste / cpuNs);
  }

  private void checkTime(RunResult after, List<String> broken) {
    long onCpu = after.threads().stream().mapToLong(ThreadTotals::onCpuNs).sum();
    long idle = after.idleNs().stream().mapToLong(Long::longValue).sum();
    long all = after.endNs() * plan.machine().topology().cpus();
    if (onCpu + idle != all) {
      broken.add("on-CPU and idle time are " + (onCpu + idle - all) + " ns more than there are");
    }
  }

  private void checkSpans(Map<Metric, Double> values, Meter meter, List<String> broken) {
    double open = meter.meanOpen(plan.warmUpNs() + plan.durationNs());
    double spans = meter.spanNs(plan.warmUpNs() + plan.durationNs()) / plan.durationNs();
    if (Math.abs(spans - open) > 1e-6 * (1 + open)) {
      broken.add("%.6f spans were open, but their lengths make %.6f".formatted(open, spans));
    }
    if (meter.latency().size() > 0 && open > 0) {
      values.put(
          Metric.LITTLE,
          values.get(Metric.THROUGHPUT) * values.get(Metric.LATENCY_MEAN) / 1e9 / open);
    }
  }

  private static void share(Map<Metric, Double> values, Metric metric, double part, double whole) {
    if (whole > 0) {
      values.put(metric, part / whole);
    }
  }

  private static double threads(
      RunResult before, RunResult after, ToLongFunction<ThreadTotals> of) {
    return after.threads().stream().mapToLong(of).sum()
        - (double) before.threads().stream().mapToLong(of).sum();
  }

  private static double lock(
      RunResult before, RunResult after, int lock, ToLongFunction<LockTotals> of) {
    return of.applyAsLong(after.locks().get(lock)) - of.applyAsLong(before.locks().get(lock));
  }

  private static double jain(RunResult before, RunResult after) {
    double sum = 0;
    double squares = 0;
    int n = after.threads().size();
    for (int i = 0; i < n; i++) {
      double x = after.threads().get(i).onCpuNs() - before.threads().get(i).onCpuNs();
      sum += x;
      squares += x * x;
    }
    return squares == 0 ? Double.NaN : sum * sum / (n * squares);
  }
}
