package dev.corelane.analysis.locks;

/// Holds of a lock added up. `totalNs` is `onCpuNs + involuntaryNs + voluntaryNs + unknownNs`,
/// exactly. All ns.
///
/// @param count holds that began
/// @param totalNs their time
/// @param exclusiveNs the part in modes that admit one holder
/// @param onCpuNs the part in which the holder ran
/// @param involuntaryNs the part in which it was off the CPU because it was preempted
/// @param voluntaryNs the part in which it was off the CPU for another reason: I/O, page faults,
///   another lock
/// @param unknownNs the part for which its states tell nothing
/// @param inferredNs the part of `totalNs` that was inferred from wake-ups
/// @param longestNs the longest of these holds, whole
public record HoldTimes(
    long count,
    long totalNs,
    long exclusiveNs,
    long onCpuNs,
    long involuntaryNs,
    long voluntaryNs,
    long unknownNs,
    long inferredNs,
    long longestNs) {
  /// No holds.
  public static final HoldTimes NONE = new HoldTimes(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// @return time in which the lock was held by a thread that was not on a CPU
  public long offCpuNs() {
    return involuntaryNs + voluntaryNs;
  }

  /// Adds up two; the longest is the longer one.
  ///
  /// @param that another
  /// @return the sum
  public HoldTimes plus(HoldTimes that) {
    return new HoldTimes(
        count + that.count,
        totalNs + that.totalNs,
        exclusiveNs + that.exclusiveNs,
        onCpuNs + that.onCpuNs,
        involuntaryNs + that.involuntaryNs,
        voluntaryNs + that.voluntaryNs,
        unknownNs + that.unknownNs,
        inferredNs + that.inferredNs,
        Math.max(longestNs, that.longestNs));
  }
}
