package dev.corelane.desktop.session;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LanePlan;
import java.util.List;
import java.util.Optional;

/// Which lanes are shown, and how high the cores are.
final class LaneModel {
  /// The cores take at least this share of the height, so that they stay readable above the other
  /// lanes.
  private static final double CORES = 0.52;

  /// Cores and pinned lanes together should take no more than this share.
  private static final double KEPT = 0.62;

  /// Cores and pinned lanes that take more than this share scroll with the others.
  private static final double MOST_KEPT = 0.72;

  private final LanePlan plan;
  private LaneChoice choice = LaneChoice.FIRST;
  private List<Lane> lanes;

  LaneModel(TraceDigest digest) {
    plan = new LanePlan(digest);
    lanes = plan.lanes(choice);
  }

  LaneChoice choice() {
    return choice;
  }

  /// @return whether the lanes changed
  boolean choose(LaneChoice next) {
    if (next.equals(choice)) {
      return false;
    }
    choice = next;
    lanes = plan.lanes(next);
    return true;
  }

  /// @return the id of a lane that can be pinned, empty for others
  static Optional<String> pinnable(Lane lane) {
    return lane instanceof Lane.LockLane || lane instanceof Lane.ThreadLane
        ? Optional.of(lane.id())
        : Optional.empty();
  }

  LanePlan plan() {
    return plan;
  }

  /// Lays out the lanes. Cores and pinned lanes stay at the top while the others scroll, unless
  /// they would leave too little room for them.
  LaneLayout layout(double height) {
    int cores = plan.cores(choice);
    int kept = kept(cores);
    LaneMetrics wide = LaneMetrics.WIDE;
    double pinned = rows(lanes.subList(cores, kept), wide).height();
    double others = rows(lanes.subList(cores, lanes.size()), wide).height() + wide.gap();
    double room = Math.max(Math.min(height * CORES, height * KEPT - pinned), height - others);
    double least = cores * (LaneMetrics.FULL_CORE_HEIGHT + wide.gap());
    LaneMetrics metrics = wide.fitting(cores, Math.max(room, Math.min(least, height * CORES)));
    LaneLayout layout = rows(lanes, metrics);
    for (int rows : new int[] {kept, cores}) {
      LaneLayout keeping = layout.freezing(rows);
      if (keeping.frozenHeight() <= height * MOST_KEPT) {
        return keeping;
      }
    }
    return layout;
  }

  private LaneLayout rows(List<Lane> of, LaneMetrics metrics) {
    return LaneLayout.rows(of, metrics, lane -> choice.sizeOf(lane.id()));
  }

  /// Number of the lanes that stay: the cores, the heading of the pinned lanes and these.
  private int kept(int cores) {
    int pinned = choice.pinned().size();
    return pinned == 0 ? cores : cores + 1 + pinned;
  }
}
