package dev.corelane.analysis.blocking;

import dev.corelane.trace.model.TimeRange;

/// A queue for a lock that grew long.
///
/// @param lock internal lock id
/// @param range while it was at least [BlockedByAnalysis#CONVOY] threads long
/// @param peak most threads that waited at once
/// @param threadNs threads times time: how long all of them waited in this range, ns
/// @param handOvers waits in it that ended with the lock
/// @param trigger internal task id of a holder that was off its CPU when the queue reached that
///   length; unknown when there was none
public record Convoy(
    int lock, TimeRange range, int peak, long threadNs, int handOvers, int trigger) {
  /// A convoy that outlives the event that formed it.
  ///
  /// @return whether the queue stayed long over [BlockedByAnalysis#PERSISTENT] hand-overs or more
  public boolean persistent() {
    return handOvers >= BlockedByAnalysis.PERSISTENT;
  }
}
