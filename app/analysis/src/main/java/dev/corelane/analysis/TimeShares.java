package dev.corelane.analysis;

/// Where the time of threads went in some intervals: sums that [ThreadActivity] adds to. All ns.
public final class TimeShares {
  /// On a CPU.
  public long runningNs;

  /// Ready to run, waiting for a CPU.
  public long runnableNs;

  /// Asleep, blocked, stopped or dead.
  public long blockedNs;

  /// Nothing is known.
  public long unknownNs;

  /// The part of [#runnableNs] that followed an involuntary switch.
  public long preemptedNs;

  /// Involuntary switches in the intervals.
  public long preemptions;

  /// Creates sums of nothing.
  public TimeShares() {}

  /// Sets all to 0.
  ///
  /// @return this
  public TimeShares clear() {
    runningNs = 0;
    runnableNs = 0;
    blockedNs = 0;
    unknownNs = 0;
    preemptedNs = 0;
    preemptions = 0;
    return this;
  }
}
