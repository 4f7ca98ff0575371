package dev.corelane.replay.fidelity;

/// A number by which a replay is held against its recording. Numbers per second of CPU time do not
/// depend on how long the replay went on.
public enum Measure {
  /// CPU time of all threads per second, in CPUs.
  UTILISATION("CPU time per second", "CPUs"),
  /// Switches against the will of the thread.
  INVOLUNTARY("involuntary switches", "per CPU second"),
  /// Switches by blocking.
  VOLUNTARY("voluntary switches", "per CPU second"),
  /// Mean time from a wake-up until the thread ran.
  WAKEUP_LATENCY("wake-up latency, mean", "ns"),
  /// Its 99th percentile.
  WAKEUP_LATENCY_P99("wake-up latency, p99", "ns"),
  /// Mean time from a preemption until the thread ran again.
  PREEMPTED("delay after a preemption, mean", "ns"),
  /// Its 99th percentile.
  PREEMPTED_P99("delay after a preemption, p99", "ns"),
  /// Time waited for the locks that the replay takes itself, per time it was taken.
  LOCK_WAIT("wait for a lock, per acquisition", "ns"),
  /// Holders of these locks that were preempted.
  HOLDER_PREEMPTED("preemptions of lock holders", "per CPU second"),
  /// Pieces of work done.
  THROUGHPUT("throughput", "per second");

  private final String text;
  private final String unit;

  Measure(String text, String unit) {
    this.text = text;
    this.unit = unit;
  }

  /// @return what it is, for a person
  public String text() {
    return text;
  }

  /// @return what it is counted in
  public String unit() {
    return unit;
  }

  /// How far off a replay may be before what it says under other models is not to be believed: 15 %
  /// on means, 30 % on 99th percentiles.
  ///
  /// @return the limit as a share
  public double tolerance() {
    return this == WAKEUP_LATENCY_P99 || this == PREEMPTED_P99 ? 0.30 : 0.15;
  }
}
