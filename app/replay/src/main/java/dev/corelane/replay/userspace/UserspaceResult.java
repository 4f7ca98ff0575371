package dev.corelane.replay.userspace;

import dev.corelane.replay.statistics.Sample;

/// What came of one run of a [UserspaceModel].
public final class UserspaceResult {
  private static final double NS_PER_S = 1e9;

  private final UserspaceModel model;
  private final long durationNs;
  private final long events;
  private final Tally tally;
  private final double meanInSystem;
  private final long leftOver;

  UserspaceResult(
      UserspaceModel model, long durationNs, long events, Tally tally, Integral inSystem) {
    this.model = model;
    this.durationNs = durationNs;
    this.events = events;
    this.tally = tally;
    this.meanInSystem = inSystem.until(durationNs) / durationNs;
    this.leftOver = inSystem.value();
  }

  /// @return how long was simulated, ns
  public long durationNs() {
    return durationNs;
  }

  /// @return events that the engine fired
  public long events() {
    return events;
  }

  /// @return from generation to end of every urgent transaction that ended, ns
  public Sample highLatency() {
    return tally.highLatency;
  }

  /// @return from begin to end of every long query of which both lie within the run, ns
  public Sample lowElapsed() {
    return tally.lowElapsed;
  }

  /// @return urgent transactions that ended, per second
  public double highPerSecond() {
    return tally.highLatency.size() * NS_PER_S / durationNs;
  }

  /// @return long queries that ended, per second
  public double lowPerSecond() {
    return tally.lowDone * NS_PER_S / durationNs;
  }

  /// @return urgent transactions that were generated, per second
  public double generatedPerSecond() {
    return tally.generated * NS_PER_S / durationNs;
  }

  /// @return urgent transactions that had not ended at the end
  public long leftOver() {
    return leftOver;
  }

  /// @return mean number of urgent transactions from generation to end
  public double meanInSystem() {
    return meanInSystem;
  }

  /// @return user interrupts sent
  public long sends() {
    return tally.sends;
  }

  /// @return those of them that met one which had not been delivered yet, and were one with it
  public long coalesced() {
    return tally.coalesced;
  }

  /// @return interrupts that led to a switch of contexts
  public long handled() {
    return tally.handled;
  }

  /// @return interrupts dropped because the query was in a locked region
  public long dropped() {
    return tally.dropped;
  }

  /// @return interrupts dropped because contexts were being swapped
  public long quickExits() {
    return tally.quickExits;
  }

  /// @param activity what workers do
  /// @return the time of all workers spent so, ns
  public long spentNs(WorkerActivity activity) {
    return tally.spentNs(activity);
  }

  /// @return urgent transactions that ended, by worker
  public long[] highOfWorker() {
    return tally.highOfWorker();
  }

  /// @return the model that ran
  public UserspaceModel model() {
    return model;
  }
}
