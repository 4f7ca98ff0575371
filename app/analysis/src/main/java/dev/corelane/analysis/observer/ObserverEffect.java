package dev.corelane.analysis.observer;

import dev.corelane.analysis.Confidence;
import java.util.List;

/// How much a recording changed what it measured.
///
/// @param durationNs length of what was looked at
/// @param cpus number of CPUs
/// @param load how often the recorder was at work
/// @param locks waits for its own locks
/// @param preemptions switches at the kernel entries that it added
/// @param comparable measured cases in which the recorder worked about as hard, empty if none did
/// @param disturbance the verdict
/// @param confidence whether all of it was recorded; which mutexes are the recorder's is inferred
///   in any case
public record ObserverEffect(
    long durationNs,
    int cpus,
    ProbeLoad load,
    RecorderLocks locks,
    AddedPreemptions preemptions,
    List<CalibrationPoint> comparable,
    Disturbance disturbance,
    Confidence confidence) {
  /// @throws NullPointerException if a case is null
  public ObserverEffect {
    comparable = List.copyOf(comparable);
  }

  /// @return the least part of the throughput that the comparable cases lost, 0 if there is none
  public double leastLoss() {
    return comparable.stream().mapToDouble(CalibrationPoint::loss).min().orElse(0);
  }

  /// @return the greatest part of the throughput that the comparable cases lost, 0 if there is none
  public double greatestLoss() {
    return comparable.stream().mapToDouble(CalibrationPoint::loss).max().orElse(0);
  }

  /// @return mean number of threads that waited for the recorder's own locks
  public double threadsInRecorderLocks() {
    return durationNs > 0 ? (double) locks.waitNs() / durationNs : 0;
  }
}
