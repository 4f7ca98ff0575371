package dev.corelane.analysis.latency;

/// One wait for a CPU that ended with the thread on it.
///
/// @param task internal task id
/// @param startNs woken, or put off its CPU
/// @param endNs switch-in
/// @param cpu index of the CPU it then ran on
/// @param waker internal task id of who woke it; unknown after a preemption
/// @param preempted whether it began with an involuntary switch or a yield instead of a wake-up
public record RunDelay(int task, long startNs, long endNs, int cpu, int waker, boolean preempted) {
  /// @return the length, ns
  public long durationNs() {
    return endNs - startNs;
  }
}
