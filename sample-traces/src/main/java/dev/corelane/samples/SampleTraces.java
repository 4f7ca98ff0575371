package dev.corelane.samples;

import java.util.List;
import java.util.Optional;

/// All samples, the one to look at first foremost.
public final class SampleTraces {
  private static final List<SampleTrace> ALL =
      List.of(
          new SampleTrace(
              "spinlock-7.2-lazy-full",
              "PostgreSQL under lazy preemption, all locks probed (Linux 7.2)",
              "24 pgbench clients: the holder of the probes' own per-CPU mutex is preempted, and"
                  + " every backend that meets a probe waits."),
          new SampleTrace(
              "spinlock-6.12-none-full",
              "The same without preemption (Linux 6.12)",
              "The counterpart under PREEMPT_NONE, with the same probes and twice the throughput."),
          new SampleTrace(
              "spinlock-7.2-lazy-sched",
              "PostgreSQL under lazy preemption, scheduler events only (Linux 7.2)",
              "The same workload without lock probes: the collapse is gone, so most of it was the"
                  + " recorder's."),
          new SampleTrace(
              "multixact-6.12-none-wait",
              "A MultiXact storm in PostgreSQL (Linux 6.12)",
              "Rows locked by many transactions at once: backends queue on the MultiXact locks."));

  private SampleTraces() {}

  /// @return all samples
  public static List<SampleTrace> all() {
    return ALL;
  }

  /// @param id a sample's id
  /// @return the sample, empty when there is none of that id
  public static Optional<SampleTrace> of(String id) {
    return ALL.stream().filter(s -> s.id().equals(id)).findFirst();
  }
}
