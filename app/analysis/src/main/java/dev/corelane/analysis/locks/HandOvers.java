package dev.corelane.analysis.locks;

/// Times in which a lock was free although someone waited for it: a lock without hand-off lies idle
/// while the woken waiter travels through the scheduler.
///
/// @param count releases at which someone waited, and after which it was taken again
/// @param gapNs time from these releases to the next acquisition, ns
/// @param longestNs the longest
public record HandOvers(long count, long gapNs, long longestNs) {
  /// No hand-overs.
  public static final HandOvers NONE = new HandOvers(0, 0, 0);

  /// Adds up two; the longest is the longer one.
  ///
  /// @param that another
  /// @return the sum
  public HandOvers plus(HandOvers that) {
    return new HandOvers(
        count + that.count, gapNs + that.gapNs, Math.max(longestNs, that.longestNs));
  }
}
