package dev.corelane.replay.fidelity;

import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.recorded.KernelShare;
import java.util.List;

/// How a recording is replayed.
///
/// @param recorded the machine that it was recorded on, under the model that it ran under
/// @param others the machines that it is replayed on besides
/// @param arrivals what becomes of blocks that something outside ended
/// @param kernel how much of the work runs in the kernel
/// @param seeds how many runs of each, at least 1
/// @param share the part of the recording that is measured, from its begin, above 0 and at most 1.
///   Threads run out of recorded work towards the end of a replay, some sooner and some later than
///   in the recording, and leave the others more CPU time than they had; so the end is left out
public record ReplayOptions(
    Machine recorded,
    List<Machine> others,
    Arrivals arrivals,
    KernelShare kernel,
    int seeds,
    double share) {
  /// The part that is measured unless something else is said.
  public static final double DEFAULT_SHARE = 0.7;

  /// Copies and checks.
  public ReplayOptions {
    others = List.copyOf(others);
    if (seeds < 1) {
      throw new IllegalArgumentException("At least one run is needed, not " + seeds);
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("The part that is measured is above 0 to 1, not " + share);
    }
  }
}
