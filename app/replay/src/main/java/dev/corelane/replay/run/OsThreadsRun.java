package dev.corelane.replay.run;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.scenario.Plan;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.simulation.ThreadTotals;
import dev.corelane.replay.statistics.Sample;
import dev.corelane.replay.userspace.UserspaceWorkload;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The same bursts and queries with threads of the operating system: on every core one thread that
/// runs queries and one that runs urgent transactions and comes first by its priority or slice. The
/// admission thread wakes it instead of sending a user interrupt.
final class OsThreadsRun {
  private static final int PIECES = 50;
  private static final int URGENT_PRIORITY = 50;
  private static final long SHORT_SLICE_NS = 100_000;

  /// From one look at full queues to the next.
  private static final long SPIN_NS = 2_000;

  private final Plan.Policies plan;
  private final UserspaceWorkload workload;
  private final UrgentPolicy policy;
  private final long seed;
  private final List<ArrayDeque<Long>> queues = new ArrayList<>();
  private final Sample latency = new Sample();
  private long queries;

  OsThreadsRun(Plan.Policies plan, UrgentPolicy policy, long seed) {
    this.plan = plan;
    this.workload = plan.workload();
    this.policy = policy;
    this.seed = seed;
  }

  Measured measure(Observer observer, ProgressMonitor monitor) {
    var builder = Simulation.on(plan.machine()).seed(seed);
    var meter = new Meter(0);
    builder.observe(meter).observe(observer);
    var streams = new Streams(seed);
    int workers = workload.workers();
    for (int i = 0; i < workers; i++) {
      queues.add(new ArrayDeque<>());
      long first = (long) (streams.stream(Purpose.SERVICE, i).nextDouble() * workload.lowNs());
      builder.thread(ThreadSpec.of("query " + i, queries(Math.max(1, first))).with(query()).on(i));
    }
    int firstUrgent = workers;
    for (int i = 0; i < workers; i++) {
      builder.thread(ThreadSpec.of("urgent " + i, urgent(i)).with(urgent()).on(i));
    }
    builder.thread(ThreadSpec.of("admission", admission(firstUrgent)).on(workers));
    Simulation simulation = builder.build();
    for (int piece = 1; piece <= PIECES; piece++) {
      monitor.checkCancelled();
      simulation.run(plan.durationNs() * piece / PIECES);
    }
    return numbers(simulation.finish(), meter);
  }

  private SchedParams query() {
    return policy == UrgentPolicy.OS_NICE ? SchedParams.nice(19) : SchedParams.NORMAL;
  }

  private SchedParams urgent() {
    return switch (policy) {
      case OS_NICE -> SchedParams.nice(-20);
      case OS_FIFO -> SchedParams.fifo(URGENT_PRIORITY);
      default -> SchedParams.NORMAL.withSliceNs(SHORT_SLICE_NS);
    };
  }

  private Program queries(long firstNs) {
    return new Program() {
      private boolean begun;

      @Override
      public Step next(long nowNs) {
        if (begun) {
          queries++;
          return Step.user(workload.lowNs());
        }
        begun = true;
        return Step.user(firstNs);
      }
    };
  }

  private Program urgent(int worker) {
    ArrayDeque<Long> queue = queues.get(worker);
    return new Program() {
      private boolean running;

      @Override
      public Step next(long nowNs) {
        if (running) {
          latency.add(nowNs - queue.remove());
          running = false;
        }
        if (queue.isEmpty()) {
          return new Step.Block();
        }
        running = true;
        return Step.user(workload.highNs());
      }
    };
  }

  private Program admission(int firstUrgent) {
    return new Program() {
      private final ArrayDeque<Step> wakes = new ArrayDeque<>();
      private long dueNs = workload.intervalNs();
      private long stampNs;
      private int left;

      @Override
      public Step next(long nowNs) {
        if (!wakes.isEmpty()) {
          return wakes.poll();
        }
        if (left == 0) {
          if (nowNs < dueNs) {
            return new Step.SleepUntil(dueNs);
          }
          stampNs = nowNs;
          dueNs = nowNs + workload.intervalNs();
          left = workload.burst();
        }
        for (int i = 0; i < queues.size() && left > 0; i++) {
          int had = queues.get(i).size();
          while (queues.get(i).size() < workload.queueLimit() && left > 0) {
            queues.get(i).add(stampNs);
            left--;
          }
          if (had == 0 && !queues.get(i).isEmpty()) {
            wakes.add(new Step.Wake(firstUrgent + i));
          }
        }
        return wakes.isEmpty() ? Step.user(SPIN_NS) : wakes.poll();
      }
    };
  }

  private Measured numbers(RunResult result, Meter meter) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    double seconds = plan.durationNs() / 1e9;
    double all = (double) workload.workers() * plan.durationNs();
    values.put(Metric.THROUGHPUT, latency.size() / seconds);
    Measured.latency(values, latency);
    values.put(Metric.QUERIES, queries / seconds);
    List<ThreadTotals> working = result.threads().subList(0, 2 * workload.workers());
    values.put(Metric.UTILISATION, working.stream().mapToLong(ThreadTotals::onCpuNs).sum() / all);
    values.put(Metric.USEFUL, working.stream().mapToLong(ThreadTotals::workNs).sum() / all);
    values.put(Metric.INVOLUNTARY, result.involuntary() / seconds);
    values.put(Metric.VOLUNTARY, result.voluntary() / seconds);
    return new Measured(values, meter.broken(), result.events());
  }
}
