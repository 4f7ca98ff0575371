package dev.corelane.analysis.postgres;

import java.util.List;

/// A known sort of incident that a recording shows signs of.
///
/// @param id stable name: `spinlock-holder-off-cpu`, `multixact-storm`, `subtransaction-overflow`
/// @param title in a sentence
/// @param waitNs time waited at the locks concerned, of all threads
/// @param samples wait samples at them
/// @param evidence what was recorded, in sentences
/// @param doubts what speaks against it, or was not recorded
/// @param events wait events whose knowledge applies, as `Type:Name`
public record IncidentPattern(
    String id,
    String title,
    long waitNs,
    long samples,
    List<String> evidence,
    List<String> doubts,
    List<String> events) {
  /// @throws NullPointerException if an element is null
  public IncidentPattern {
    evidence = List.copyOf(evidence);
    doubts = List.copyOf(doubts);
    events = List.copyOf(events);
  }
}
