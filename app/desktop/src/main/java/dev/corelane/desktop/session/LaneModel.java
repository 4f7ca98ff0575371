package dev.corelane.desktop.session;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LanePlan;
import java.util.List;

/// Which lanes are shown, and how high the cores are.
final class LaneModel {
  /// The cores take at least this share of the height, so that they stay readable above the other
  /// lanes.
  private static final double CORES = 0.52;

  private final TraceDigest digest;
  private final LanePlan plan;
  private LaneChoice choice = LaneChoice.FIRST;
  private List<Lane> lanes;

  LaneModel(TraceDigest digest) {
    this.digest = digest;
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

  LanePlan plan() {
    return plan;
  }

  LaneLayout layout(double height) {
    int cores = digest.timeline().cpus().size();
    double others =
        LaneLayout.rows(lanes.subList(cores, lanes.size()), LaneMetrics.WIDE).height()
            + LaneMetrics.WIDE.gap();
    double room = Math.max(height * CORES, height - others);
    return LaneLayout.rows(lanes, LaneMetrics.WIDE.fitting(cores, room));
  }
}
