package dev.corelane.analysis.observer;

/// How often the recorder was at work.
///
/// @param eventsPerCpuSecond recorded kernel and probe events, per CPU and second
/// @param hits hits of probes in programs (uprobes, USDT)
/// @param hitsPerBusySecond the same per second of CPU time in which a thread ran
/// @param hitsWhileHolding hits of a thread that held an LWLock just then
/// @param leastGapNs time between two hits of one thread that 19 of 20 pairs exceed: what one hit
///   costs, with the least work beside it; 0 if there are too few pairs to tell
public record ProbeLoad(
    double eventsPerCpuSecond,
    long hits,
    double hitsPerBusySecond,
    long hitsWhileHolding,
    long leastGapNs) {
  /// The part of the CPU time that the hits themselves take, from [#leastGapNs]. Cache misses and
  /// waits that they cause come on top.
  ///
  /// @return 0 to 1
  public double hitShare() {
    return Math.min(1, hitsPerBusySecond * leastGapNs / 1e9);
  }
}
