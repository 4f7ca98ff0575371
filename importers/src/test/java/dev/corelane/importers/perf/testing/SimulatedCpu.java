package dev.corelane.importers.perf.testing;

import org.jspecify.annotations.Nullable;

/// What a CPU of the synthetic workload is doing.
final class SimulatedCpu {
  final int id;
  final SyntheticTask idle;
  final RunQueue queue = new RunQueue();
  SyntheticTask current;

  /// A task that exited here and is not freed yet.
  @Nullable SyntheticTask exited;

  /// The running task is to be preempted.
  boolean reschedule;

  /// Wakings that the running task has still to make in its slice, one each `stepNs`.
  int wakingsLeft;

  int stepNs;

  /// Up to when sched_stat_runtime has charged the running task.
  long chargedUntilNs;

  SimulatedCpu(int id) {
    this.id = id;
    this.idle = SyntheticTask.idle(id);
    this.current = idle;
  }

  boolean isIdle() {
    return current == idle;
  }
}
