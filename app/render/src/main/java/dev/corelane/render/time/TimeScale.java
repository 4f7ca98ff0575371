package dev.corelane.render.time;

import dev.corelane.trace.model.TimeRange;

/// Which part of a timeline is visible, and how nanoseconds map to logical pixels. Immutable: every
/// movement gives a new scale, so a history of views is a list of scales.
///
/// The left edge is a whole nanosecond plus a fraction, so times far from zero (wall clocks) lose
/// nothing, and a view narrower than a nanosecond per pixel still pans smoothly. For any visible
/// time `t`, `nearestNs(toPx(t)) == t` as long as the view is shorter than 2^50 ns (13 days).
///
/// @param bounds the whole timeline; the view never leaves it
/// @param startNs whole part of the time at the left edge
/// @param startFraction the rest of it, 0 to less than 1 ns
/// @param visibleNs time across the width, [#MIN_VISIBLE_NS] to the length of the bounds
/// @param width logical pixels, more than 0
public record TimeScale(
    TimeRange bounds, long startNs, double startFraction, double visibleNs, double width) {
  /// The least time that can be spread over the width.
  public static final double MIN_VISIBLE_NS = 1;

  /// @throws IllegalArgumentException if the width or the visible time is not positive
  public TimeScale {
    if (!(width > 0) || !(visibleNs > 0)) {
      throw new IllegalArgumentException("no room for time: " + visibleNs + " ns on " + width);
    }
  }

  /// The whole timeline.
  ///
  /// @param bounds the timeline; an empty one is taken to be 1 ns long
  /// @param width logical pixels
  /// @return the scale
  public static TimeScale fit(TimeRange bounds, double width) {
    return new TimeScale(bounds, bounds.startNs(), 0, length(bounds), width);
  }

  /// @return the whole timeline at this width
  public TimeScale fit() {
    return fit(bounds, width);
  }

  /// A part of the timeline.
  ///
  /// @param range what to show; clamped to the bounds
  /// @return the scale
  public TimeScale showing(TimeRange range) {
    return clamped(range.startNs(), 0, range.durationNs());
  }

  /// The same left edge and the same time on another width.
  ///
  /// @param newWidth logical pixels
  /// @return the scale
  public TimeScale withWidth(double newWidth) {
    return new TimeScale(bounds, startNs, startFraction, visibleNs, newWidth);
  }

  /// Zooms so that the time under a point stays under it, unless the view meets an end of the
  /// timeline.
  ///
  /// @param x the point
  /// @param factor more than 1 shows less time, less than 1 more
  /// @return the scale
  public TimeScale zoomedAt(double x, double factor) {
    double target = Math.clamp(visibleNs / factor, MIN_VISIBLE_NS, length(bounds));
    return clamped(startNs, startFraction + (visibleNs - target) * (x / width), target);
  }

  /// Moves the view.
  ///
  /// @param dx logical pixels; more than 0 moves to later times
  /// @return the scale
  public TimeScale panned(double dx) {
    return clamped(startNs, startFraction + dx * nsPerPx(), visibleNs);
  }

  /// Moves the view so that a time stands in its middle, without zooming.
  ///
  /// @param timeNs the time
  /// @return the scale
  public TimeScale centeredOn(long timeNs) {
    return clamped(timeNs, -visibleNs / 2, visibleNs);
  }

  /// @return nanoseconds per logical pixel
  public double nsPerPx() {
    return visibleNs / width;
  }

  /// Where a time stands.
  ///
  /// @param timeNs a time
  /// @return logical pixels from the left edge; may lie outside the view
  public double toPx(long timeNs) {
    return ((timeNs - startNs) - startFraction) * width / visibleNs;
  }

  /// How many pixels a length of time takes.
  ///
  /// @param durationNs the length
  /// @return logical pixels
  public double lengthPx(double durationNs) {
    return durationNs * width / visibleNs;
  }

  /// The nanosecond that a point lies in.
  ///
  /// @param x logical pixels from the left edge
  /// @return the time, rounded down
  public long floorNs(double x) {
    return startNs + (long) Math.floor(startFraction + x * nsPerPx());
  }

  /// The time nearest to a point.
  ///
  /// @param x logical pixels from the left edge
  /// @return the time, rounded to the nearest nanosecond
  public long nearestNs(double x) {
    return startNs + Math.round(startFraction + x * nsPerPx());
  }

  /// @return the times that are visible, cut to the bounds: from the nanosecond at the left edge to
  ///   one past the nanosecond at the right edge
  public TimeRange visible() {
    long from = Math.clamp(startNs, bounds.startNs(), bounds.endNs());
    long to = startNs + (long) Math.ceil(startFraction + visibleNs);
    return new TimeRange(from, Math.clamp(to, from, Math.max(from, bounds.endNs())));
  }

  /// @return whether the whole timeline is visible
  public boolean isFit() {
    return visibleNs >= length(bounds);
  }

  private TimeScale clamped(long start, double fraction, double visible) {
    double length = length(bounds);
    double shown = Math.clamp(visible, MIN_VISIBLE_NS, length);
    double whole = Math.floor(fraction);
    long newStart = start + (long) whole;
    double newFraction = fraction - whole;
    double offset = (newStart - bounds.startNs()) + newFraction;
    if (offset <= 0) {
      return new TimeScale(bounds, bounds.startNs(), 0, shown, width);
    }
    double last = length - shown;
    if (offset > last) {
      double lastWhole = Math.floor(last);
      return new TimeScale(
          bounds, bounds.startNs() + (long) lastWhole, last - lastWhole, shown, width);
    }
    return new TimeScale(bounds, newStart, newFraction, shown, width);
  }

  private static double length(TimeRange bounds) {
    return Math.max(1, bounds.durationNs());
  }
}
