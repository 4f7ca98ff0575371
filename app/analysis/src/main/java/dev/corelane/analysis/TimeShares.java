package dev.corelane.analysis;

import dev.corelane.trace.model.StateKind;

/// Where the time of threads went in some intervals: sums that [ThreadActivity] adds to.
public final class TimeShares {
  private long runningNs;
  private long runnableNs;
  private long blockedNs;
  private long unknownNs;
  private long preemptedNs;
  private long preemptions;

  /// Creates sums of nothing.
  public TimeShares() {}

  /// @return time on a CPU, ns
  public long runningNs() {
    return runningNs;
  }

  /// @return time ready to run, waiting for a CPU, ns
  public long runnableNs() {
    return runnableNs;
  }

  /// @return time asleep, blocked, stopped or dead, ns
  public long blockedNs() {
    return blockedNs;
  }

  /// @return time of which nothing is known, ns
  public long unknownNs() {
    return unknownNs;
  }

  /// @return the part of [#runnableNs()] that followed an involuntary switch, ns
  public long preemptedNs() {
    return preemptedNs;
  }

  /// @return involuntary switches in the intervals
  public long preemptions() {
    return preemptions;
  }

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

  void add(StateKind kind, long ns) {
    if (kind == StateKind.RUNNING) {
      runningNs += ns;
    } else if (kind.runnable()) {
      runnableNs += ns;
    } else if (kind == StateKind.UNKNOWN) {
      unknownNs += ns;
    } else {
      blockedNs += ns;
    }
  }

  /// Time that was added as runnable and followed an involuntary switch.
  void addPreempted(long ns, boolean switchInside) {
    preemptedNs += ns;
    preemptions += switchInside ? 1 : 0;
  }
}
