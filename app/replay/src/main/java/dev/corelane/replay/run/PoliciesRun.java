package dev.corelane.replay.run;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.record.TimelineRecorder;
import dev.corelane.replay.scenario.Plan;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.userspace.Policy;
import dev.corelane.replay.userspace.UserspaceCosts;
import dev.corelane.replay.userspace.UserspaceModel;
import dev.corelane.replay.userspace.UserspaceObserver;
import dev.corelane.replay.userspace.UserspaceResult;
import dev.corelane.replay.userspace.UserspaceTimeline;
import dev.corelane.replay.userspace.UserspaceWorkload;
import dev.corelane.replay.userspace.WorkerActivity;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One run of a database that schedules its own transactions.
final class PoliciesRun {
  private final Plan.Policies plan;
  private final UrgentPolicy policy;
  private final long seed;

  PoliciesRun(Plan.Policies plan, UrgentPolicy policy, long seed) {
    this.plan = plan;
    this.policy = policy;
    this.seed = seed;
  }

  Measured measure(UserspaceObserver observer, ProgressMonitor monitor) {
    monitor.checkCancelled();
    return switch (policy) {
      case WAIT, COOPERATIVE, USER_INTERRUPTS, PARALLEL -> inUserSpace(observer);
      case OS_NICE, OS_FIFO, OS_SLICE ->
          new OsThreadsRun(plan, policy, seed).measure(new Observer() {}, monitor);
    };
  }

  /// The run as a timeline, for the caller to close.
  Timeline timeline(ProgressMonitor monitor) {
    return switch (policy) {
      case WAIT, COOPERATIVE, USER_INTERRUPTS, PARALLEL -> {
        try (var written = new UserspaceTimeline(model())) {
          measure(written, monitor);
          yield written.build(plan.durationNs(), monitor);
        }
      }
      case OS_NICE, OS_FIFO, OS_SLICE -> {
        try (var recorder = new TimelineRecorder()) {
          new OsThreadsRun(plan, policy, seed).measure(recorder, monitor);
          yield recorder.timeline(monitor);
        }
      }
    };
  }

  /// The model of a policy in user space.
  ///
  /// @throws IllegalStateException for a policy of the operating system
  UserspaceModel model() {
    UserspaceCosts costs =
        plan.drawnCosts()
            ? UserspaceCosts.measured(plan.workload().workers())
            : UserspaceCosts.means();
    return switch (policy) {
      case WAIT -> new UserspaceModel(plan.workload(), Policy.WAIT, costs);
      case COOPERATIVE -> new UserspaceModel(plan.workload(), Policy.COOPERATIVE, costs);
      case USER_INTERRUPTS -> new UserspaceModel(plan.workload(), Policy.USER_INTERRUPT, costs);
      case PARALLEL -> new UserspaceModel(pieces(), Policy.WAIT, costs);
      case OS_NICE, OS_FIFO, OS_SLICE ->
          throw new IllegalStateException(policy + " is no policy in user space");
    };
  }

  private UserspaceWorkload pieces() {
    UserspaceWorkload whole = plan.workload();
    return new UserspaceWorkload(
        whole.workers(),
        whole.intervalNs(),
        whole.burst(),
        whole.queueLimit(),
        whole.highNs(),
        Math.max(1, Math.ceilDiv(whole.lowRecords(), whole.workers())),
        whole.recordNs(),
        whole.yieldEvery(),
        whole.maxPreemptedPercent(),
        whole.lockedShare());
  }

  private Measured inUserSpace(UserspaceObserver observer) {
    UserspaceResult result = model().run(plan.durationNs(), new Streams(seed), observer);
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.THROUGHPUT, result.highPerSecond());
    Measured.latency(values, result.highLatency());
    double pieces = policy == UrgentPolicy.PARALLEL ? plan.workload().workers() : 1;
    values.put(Metric.QUERIES, result.lowPerSecond() / pieces);
    double workers = plan.workload().workers();
    double all = workers * plan.durationNs();
    values.put(
        Metric.LITTLE,
        result.highPerSecond() * result.highLatency().mean() / 1e9 / result.meanInSystem());
    values.put(Metric.UTILISATION, 1.0);
    values.put(Metric.USEFUL, 1 - result.spentNs(WorkerActivity.SWITCHING) / all);
    return new Measured(values, broken(result), result.events());
  }

  private List<String> broken(UserspaceResult result) {
    var broken = new ArrayList<String>();
    long spent = 0;
    for (WorkerActivity activity : WorkerActivity.values()) {
      spent += result.spentNs(activity);
    }
    if (spent != plan.durationNs() * plan.workload().workers()) {
      broken.add("the time of the workers is not what they spent");
    }
    return broken;
  }
}
