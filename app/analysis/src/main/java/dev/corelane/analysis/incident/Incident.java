package dev.corelane.analysis.incident;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.blocking.BlockedBy;
import dev.corelane.analysis.inversion.Inversions;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.locks.HolderPreemptions;
import dev.corelane.analysis.locks.Locks;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.analysis.overview.TraceSummary;
import java.util.List;

/// What is worst in a recording, with the results that tell it.
///
/// @param findings what cost most time, the dearest first
/// @param summary the recording in numbers
/// @param locks how the locks were used
/// @param holders lock-holder preemptions
/// @param delays run delays
/// @param blocking who waited for whom
/// @param inversions locks against priorities
/// @param observer how much of it the recording may have made itself
/// @param slowest the longest spans that lie in the range, the longest first
public record Incident(
    List<Finding> findings,
    TraceSummary summary,
    Locks locks,
    HolderPreemptions holders,
    RunDelays delays,
    BlockedBy blocking,
    Inversions inversions,
    ObserverEffect observer,
    List<SlowWork> slowest) {
  /// Keeps copies of the lists.
  public Incident {
    findings = List.copyOf(findings);
    slowest = List.copyOf(slowest);
  }

  /// @return whether all that it rests on was recorded
  public Confidence confidence() {
    return locks.confidence();
  }
}
