package dev.corelane.analysis.postgres;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.Provenance;

/// A number that changes its level within a recording, once and lastingly.
///
/// @param metric what it is
/// @param timeNs when it changes, to a hundredth of the range
/// @param before its mean rate before, per second
/// @param after its mean rate after, per second
/// @param probability how likely so sharp a change is by chance
/// @param provenance of what was counted: recorded if all of it was, else inferred or derived
/// @param confidence whether all of it was recorded
public record Cliff(
    String metric,
    long timeNs,
    double before,
    double after,
    double probability,
    Provenance provenance,
    Confidence confidence) {
  /// Below this share of the higher level the lower one is as good as nothing.
  private static final double NOTHING = 0.02;

  /// @return whether there was next to nothing before
  public boolean setsIn() {
    return before <= NOTHING * after;
  }

  /// @return whether there was next to nothing after
  public boolean stops() {
    return after <= NOTHING * before;
  }
}
