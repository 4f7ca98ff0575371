package dev.corelane.trace.model;

import java.util.Optional;

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

  /// @param other a range
  /// @return what both have in common, nothing if they do not meet
  public Optional<TimeRange> overlap(TimeRange other) {
    long from = Math.max(startNs, other.startNs);
    long to = Math.min(endNs, other.endNs);
    return from < to ? Optional.of(new TimeRange(from, to)) : Optional.empty();
  }
}
