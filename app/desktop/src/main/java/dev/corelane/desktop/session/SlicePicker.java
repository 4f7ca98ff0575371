package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;

/// Chooses the slice that a click means where slices are narrower than the pointer is exact.
final class SlicePicker {
  private static final double REACH_PX = 1.5;
  private static final long MOST_SLICES = 10_000;

  private final Timeline timeline;

  SlicePicker(Timeline timeline) {
    this.timeline = timeline;
  }

  /// The slice at the point if it can be seen, else the longest one of a thread nearby.
  SliceRef pick(Hit.Slice hit, TimeScale scale) {
    CpuSlices slices = timeline.slices(hit.cpu());
    SliceRef exact = new SliceRef(hit.cpu(), hit.slice());
    long lengthNs = slices.endNs(hit.slice()) - slices.startNs(hit.slice());
    if (scale.lengthPx(lengthNs) >= 2 * REACH_PX) {
      return exact;
    }
    long reachNs = (long) (REACH_PX * scale.nsPerPx());
    long best = hit.slice();
    long bestNs = slices.task(best) > Task.UNKNOWN ? lengthNs : -1;
    long first = Math.max(0, slices.at(hit.timeNs() - reachNs));
    for (long i = first; i < Math.min(slices.count(), first + MOST_SLICES); i++) {
      if (slices.startNs(i) > hit.timeNs() + reachNs) {
        break;
      }
      long ns = slices.endNs(i) - slices.startNs(i);
      if (slices.task(i) > Task.UNKNOWN && ns > bestNs) {
        best = i;
        bestNs = ns;
      }
    }
    return new SliceRef(hit.cpu(), best);
  }
}
