package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// Which times to show so that something can be seen or read.
final class Framing {
  private static final double LEAST_REVEALED_PX = 16;

  /// A stop of a walk from one moment to the next fills at least this share of the width and at
  /// most [#MOST_READABLE], else the walk zooms.
  private static final double LEAST_READABLE = 0.08;

  private static final double MOST_READABLE = 0.7;
  private static final double REVEALED_SHARE = 1.0 / 12;
  private static final double SELECTED_SHARE = 1.0 / 3;

  private final Timeline timeline;

  Framing(Timeline timeline) {
    this.timeline = timeline;
  }

  /// Whether something is neither too short nor too long to be read.
  boolean readable(Target ref, TimeScale scale) {
    Located place = Located.of(timeline, ref);
    double share = scale.lengthPx(place.endNs() - place.startNs()) / scale.width();
    return share >= LEAST_READABLE && share <= MOST_READABLE;
  }

  /// Times around something, so that it fills a third of the width.
  TimeScale zoomedTo(Target ref, TimeScale scale) {
    return zoomedTo(Located.of(timeline, ref), scale, SELECTED_SHARE);
  }

  private static TimeScale zoomedTo(Located place, TimeScale scale, double share) {
    long startNs = place.startNs();
    long endNs = place.endNs();
    if (endNs == startNs) {
      return scale.centeredOn(startNs);
    }
    double wanted = Math.max(1, (endNs - startNs) / share);
    TimeScale zoomed = scale.zoomedAt(0, scale.visibleNs() / wanted);
    return zoomed.centeredOn(startNs + (endNs - startNs) / 2);
  }

  /// The least change of the visible times that shows something.
  TimeScale revealing(Target ref, TimeScale scale) {
    Located place = Located.of(timeline, ref);
    long startNs = place.startNs();
    long endNs = place.endNs();
    // A stretch of the sessions lane is as long as it was at the zoom of the click.
    boolean anyLength = endNs == startNs || ref instanceof Target.SessionsRef;
    if (!anyLength && scale.lengthPx(endNs - startNs) < LEAST_REVEALED_PX) {
      return zoomedTo(place, scale, REVEALED_SHARE);
    }
    TimeRange visible = scale.visible();
    boolean fits = endNs - startNs <= visible.durationNs();
    boolean seen =
        fits
            ? startNs >= visible.startNs() && endNs <= visible.endNs()
            : startNs < visible.endNs() && endNs > visible.startNs();
    boolean whole = ref instanceof Target.WaitRef || ref instanceof Target.SpanRef;
    if (whole && !fits && !seen) {
      return zoomedTo(place, scale, SELECTED_SHARE);
    }
    return seen ? scale : scale.centeredOn(startNs + (endNs - startNs) / 2);
  }

  /// Where to zoom by keys: the middle of what is visible of the selection, else of all.
  ///
  /// @return logical pixels from the left edge of the lanes
  double anchor(Optional<Target> target, TimeScale scale) {
    if (target.isPresent()) {
      Located ref = Located.of(timeline, target.get());
      TimeRange visible = scale.visible();
      long startNs = Math.max(ref.startNs(), visible.startNs());
      long endNs = Math.min(ref.endNs(), visible.endNs());
      if (startNs <= endNs) {
        return scale.toPx(startNs + (endNs - startNs) / 2);
      }
    }
    return scale.width() / 2;
  }
}
