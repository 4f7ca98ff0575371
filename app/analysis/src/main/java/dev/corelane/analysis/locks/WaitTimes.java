package dev.corelane.analysis.locks;

/// Waits for a lock added up. `totalNs` is `spinNs + sleepNs + runDelayNs`, exactly. All ns.
///
/// @param count waits that began; a thread that waits, loses against another and waits again waits
///   twice
/// @param totalNs their time
/// @param spinNs the part on a CPU: spinning, and the way into and out of sleep
/// @param sleepNs the part asleep, and the part of which nothing is known
/// @param runDelayNs the part ready to run without a CPU: woken but not yet running, or preempted
/// @param unknownNs the part of `sleepNs` for which the threads' states tell nothing
/// @param innerNs the part in which the waiter waited for yet another lock inside this wait (a
///   kernel lock inside a PostgreSQL one)
/// @param preemptions involuntary switches of waiters while they waited
/// @param preemptedNs the part of `runDelayNs` that followed them
/// @param longestNs the longest of these waits, whole
public record WaitTimes(
    long count,
    long totalNs,
    long spinNs,
    long sleepNs,
    long runDelayNs,
    long unknownNs,
    long innerNs,
    long preemptions,
    long preemptedNs,
    long longestNs) {
  /// No waits.
  public static final WaitTimes NONE = new WaitTimes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// Adds up two; the longest is the longer one.
  ///
  /// @param that another
  /// @return the sum
  public WaitTimes plus(WaitTimes that) {
    return new WaitTimes(
        count + that.count,
        totalNs + that.totalNs,
        spinNs + that.spinNs,
        sleepNs + that.sleepNs,
        runDelayNs + that.runDelayNs,
        unknownNs + that.unknownNs,
        innerNs + that.innerNs,
        preemptions + that.preemptions,
        preemptedNs + that.preemptedNs,
        Math.max(longestNs, that.longestNs));
  }
}
