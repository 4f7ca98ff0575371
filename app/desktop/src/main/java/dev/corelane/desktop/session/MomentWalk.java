package dev.corelane.desktop.session;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.digest.WorstMoment;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// Finds the next or previous moment of a kind, from what is selected, else from an edge of what is
/// visible.
final class MomentWalk {
  private final TraceDigest digest;
  private final Timeline timeline;
  private final PreemptionSearch preemptions;
  private final HolderSwitchWalk holderSwitches;

  MomentWalk(TraceDigest digest) {
    this.digest = digest;
    timeline = digest.timeline();
    preemptions = new PreemptionSearch(timeline);
    holderSwitches = new HolderSwitchWalk(digest);
  }

  /// The next involuntary switch after the selected slice, else after the left edge.
  Optional<Target> nextPreemption(Optional<SliceRef> selected, TimeRange visible) {
    return selected
        .map(ref -> preemptions.next(endNs(ref), ref.cpu()))
        .orElseGet(() -> preemptions.next(visible.startNs(), -1))
        .map(ref -> ref);
  }

  /// The last involuntary switch before the end of the selected slice, else before the right edge.
  Optional<Target> previousPreemption(Optional<SliceRef> selected, TimeRange visible) {
    return selected
        .map(ref -> preemptions.previous(endNs(ref), ref.cpu()))
        .orElseGet(() -> preemptions.previous(visible.endNs(), Integer.MAX_VALUE))
        .map(ref -> ref);
  }

  private long endNs(SliceRef ref) {
    return timeline.slices(ref.cpu()).endNs(ref.index());
  }

  /// The hold of the next lock-holder preemption, or of the one before.
  ///
  /// @param step 1 or -1
  Optional<Target> holderPreemption(int step, Optional<Target> selected, TimeRange visible) {
    long from =
        selected
            .filter(t -> !(t instanceof Target.LockRef))
            .map(t -> Located.of(timeline, t).startNs())
            .orElse(step > 0 ? visible.startNs() : visible.endNs());
    return holderSwitches.step(step, selected, from);
  }

  /// The slice that ended one of the worst run delays.
  ///
  /// @param rank 1 for the worst
  Optional<Target> worst(int rank) {
    return digest.worst().stream()
        .filter(moment -> moment.rank() == rank)
        .findFirst()
        .map((WorstMoment moment) -> new SliceRef(moment.cpu(), moment.slice()));
  }
}
