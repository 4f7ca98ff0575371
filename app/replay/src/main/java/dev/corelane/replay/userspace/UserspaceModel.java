package dev.corelane.replay.userspace;

import dev.corelane.replay.engine.EventQueue;
import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import java.util.ArrayList;
import java.util.List;

/// Runs a workload under a policy.
///
/// @param workload what there is to do
/// @param policy when workers turn to urgent transactions
/// @param costs what turning to them costs
public record UserspaceModel(UserspaceWorkload workload, Policy policy, UserspaceCosts costs) {
  /// Runs it from time 0.
  ///
  /// @param durationNs how long, simulated, above 0
  /// @param streams random numbers
  /// @param observer told what happens
  /// @return what came of it
  public UserspaceResult run(long durationNs, Streams streams, UserspaceObserver observer) {
    if (durationNs <= 0) {
      throw new IllegalArgumentException("a run takes time: " + durationNs + " ns");
    }
    var queue = new EventQueue(0);
    var tally = new Tally(workload.workers(), observer);
    var inSystem = new Integral();
    var admission = new Admission(policy, workload, queue, tally, inSystem);
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < workload.workers(); i++) {
      var worker =
          new Worker(i, policy, workload, costs, streams, queue, tally, admission::slotFreed);
      worker.begin(streams.stream(Purpose.SERVICE, i));
      workers.add(worker);
    }
    admission.begin(List.copyOf(workers));
    queue.runUntil(durationNs);
    workers.forEach(worker -> worker.end(durationNs));
    return new UserspaceResult(this, durationNs, queue.fired(), tally, inSystem);
  }
}
