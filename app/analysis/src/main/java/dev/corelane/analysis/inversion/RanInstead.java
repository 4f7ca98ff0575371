package dev.corelane.analysis.inversion;

/// A thread that ran while the holder of a lock waited for its CPU.
///
/// @param task internal task id
/// @param priority its kernel priority then: 0 to 99 real time, 100 to 139 nice -20 to 19
/// @param ns how long it ran there
public record RanInstead(int task, int priority, long ns) {
  RanInstead plus(RanInstead that) {
    return new RanInstead(task, Math.max(priority, that.priority), ns + that.ns);
  }
}
