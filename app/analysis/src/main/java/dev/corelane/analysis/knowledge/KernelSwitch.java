package dev.corelane.analysis.knowledge;

/// A thing that is recommended against preemption, whether it exists or not.
public enum KernelSwitch {
  /// Boot option `preempt=none`.
  PREEMPT_NONE("preempt=none"),
  /// Boot option `preempt=voluntary`.
  PREEMPT_VOLUNTARY("preempt=voluntary"),
  /// Boot option `preempt=lazy`.
  PREEMPT_LAZY("preempt=lazy"),
  /// `sched_min_granularity_ns`, the shortest slice of CFS.
  MIN_GRANULARITY("sched_min_granularity_ns"),
  /// `base_slice_ns`, the slice of EEVDF.
  BASE_SLICE("base_slice_ns"),
  /// A slice per thread, by `sched_setattr`.
  CUSTOM_SLICE("sched_runtime of sched_setattr"),
  /// Slices that end exactly, by a timer, and not at the next tick.
  HRTICK("HRTICK"),
  /// The extension of a time slice that a program asks for through rseq.
  SLICE_EXTENSION("rseq time slice extension"),
  /// Lending the CPU time of a lock's waiter to its holder.
  PROXY_EXECUTION("sched_proxy_exec");

  private final String title;

  KernelSwitch(String title) {
    this.title = title;
  }

  /// @return how it is written
  public String title() {
    return title;
  }
}
