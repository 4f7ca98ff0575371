package dev.corelane.desktop.session;

import dev.corelane.render.digest.HolderSwitch;
import dev.corelane.render.digest.TraceDigest;
import java.util.List;
import java.util.Optional;

/// Goes from one lock-holder preemption to the next. A hold may have several: as long as that hold
/// stays selected, the walk goes on from the one it was at.
final class HolderSwitchWalk {
  private final TraceDigest digest;
  private int at = -1;

  HolderSwitchWalk(TraceDigest digest) {
    this.digest = digest;
  }

  /// Takes a step.
  ///
  /// @param step 1 or -1
  /// @param selected what is selected
  /// @param fromNs where to begin when the walk is not under way
  /// @return the hold to go to, empty at the end
  Optional<Target> step(int step, Optional<Target> selected, long fromNs) {
    List<HolderSwitch> all = digest.facts().holderSwitches();
    int next;
    if (at >= 0 && selected.equals(Optional.of(hold(all, at)))) {
      next = at + step;
    } else {
      next = 0;
      while (next < all.size() && all.get(next).timeNs() < fromNs) {
        next++;
      }
      next = step > 0 ? next : next - 1;
    }
    if (next < 0 || next >= all.size()) {
      return Optional.empty();
    }
    at = next;
    return Optional.of(hold(all, next));
  }

  private static Target hold(List<HolderSwitch> all, int index) {
    return new Target.HoldRef(all.get(index).hold());
  }
}
