package dev.corelane.analysis.postgres;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.Provenance;
import java.util.List;

/// A known sort of incident that a recording shows signs of.
///
/// @param id stable name: `spinlock-holder-off-cpu`, `multixact-storm`, `subtransaction-overflow`
/// @param title in a sentence
/// @param waitNs time waited at the locks concerned, of all threads
/// @param samples wait samples at them
/// @param meanWaiting how many threads waited at them on average, over the time in which that was
///   recorded
/// @param evidence what speaks for it
/// @param doubts what speaks against it, or was not recorded
/// @param events wait events whose knowledge applies, as `Type:Name`
/// @param provenance always inferred: that the signs belong together is a conclusion
/// @param confidence whether all that it rests on was recorded
public record IncidentPattern(
    String id,
    String title,
    long waitNs,
    long samples,
    double meanWaiting,
    List<Sign> evidence,
    List<String> doubts,
    List<String> events,
    Provenance provenance,
    Confidence confidence) {
  /// @throws NullPointerException if an element is null
  public IncidentPattern {
    evidence = List.copyOf(evidence);
    doubts = List.copyOf(doubts);
    events = List.copyOf(events);
  }
}
