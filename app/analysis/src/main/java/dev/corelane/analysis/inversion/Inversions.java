package dev.corelane.analysis.inversion;

import dev.corelane.analysis.Confidence;
import java.util.List;

/// Locks against priorities.
///
/// @param inversions priority inversions, the dearest first
/// @param subversions threads whose locks gave them more CPU time than their weight, the greatest
///   ratio first
/// @param prioritiesKnown whether the recording tells priorities; without them nothing can be found
/// @param confidence whether all of it was recorded
public record Inversions(
    List<PriorityInversion> inversions,
    List<Subversion> subversions,
    boolean prioritiesKnown,
    Confidence confidence) {
  /// Keeps copies of the lists.
  public Inversions {
    inversions = List.copyOf(inversions);
    subversions = List.copyOf(subversions);
  }

  /// @return the time of all inversions, added up over waiters, ns
  public long lostNs() {
    return inversions.stream().mapToLong(PriorityInversion::lostNs).sum();
  }
}
