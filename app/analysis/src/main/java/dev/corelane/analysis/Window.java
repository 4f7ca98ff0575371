package dev.corelane.analysis;

import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;

/// The part of a timeline that an analysis looks at. Cutting a timeline into windows loses nothing
/// and counts nothing twice: a moment lies in one window only, and the last nanosecond of the
/// timeline, at which its last event stands, belongs to the window that ends there.
///
/// @param startNs first time, ns
/// @param endNs end, ns
/// @param closed whether a moment at `endNs` still belongs to it
public record Window(long startNs, long endNs, boolean closed) {
  /// The part of a range that lies in a timeline.
  ///
  /// @param timeline the timeline
  /// @param range any range
  /// @return the window; of no length, and without any moment, when they do not meet
  public static Window of(Timeline timeline, TimeRange range) {
    TimeRange whole = timeline.range();
    if (range.startNs() > whole.endNs() || range.endNs() < whole.startNs()) {
      return new Window(whole.startNs(), whole.startNs(), false);
    }
    return new Window(
        Math.max(range.startNs(), whole.startNs()),
        Math.min(range.endNs(), whole.endNs()),
        range.endNs() >= whole.endNs());
  }

  /// @param timeNs a moment
  /// @return whether it belongs to the window
  public boolean contains(long timeNs) {
    return timeNs >= startNs && (timeNs < endNs || closed && timeNs == endNs);
  }

  /// How much of an interval lies in the window.
  ///
  /// @param fromNs begin
  /// @param toNs end
  /// @return ns, 0 if they do not meet
  public long overlap(long fromNs, long toNs) {
    return Math.max(0, Math.min(toNs, endNs) - Math.max(fromNs, startNs));
  }

  /// @param fromNs begin of an interval
  /// @param toNs its end
  /// @return whether any moment of it, the end included, may belong to the window
  public boolean meets(long fromNs, long toNs) {
    return toNs >= startNs && (fromNs < endNs || closed && fromNs == endNs);
  }

  /// @return the length in ns
  public long durationNs() {
    return endNs - startNs;
  }
}
