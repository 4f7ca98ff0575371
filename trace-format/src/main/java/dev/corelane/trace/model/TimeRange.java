package dev.corelane.trace.model;

/// A half-open range of timeline time.
///
/// @param startNs first nanosecond
/// @param endNs one past the last nanosecond; never before `startNs`
public record TimeRange(long startNs, long endNs) {
  /// @throws IllegalArgumentException if the end is before the start
  public TimeRange {
    if (endNs < startNs) {
      throw new IllegalArgumentException("range ends before it starts: " + startNs + ".." + endNs);
    }
  }

  /// @return the length in nanoseconds, 0 or more
  public long durationNs() {
    return endNs - startNs;
  }

  /// @param timeNs a time on the timeline
  /// @return whether the time lies in the range
  public boolean contains(long timeNs) {
    return timeNs >= startNs && timeNs < endNs;
  }
}
