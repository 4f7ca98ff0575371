package dev.corelane.analysis.comparison;

import java.util.List;

/// What a comparison comes to.
///
/// @param id stable name, for scripts
/// @param text in a sentence
/// @param evidence the numbers behind it
public record Finding(String id, String text, List<String> evidence) {
  /// @throws NullPointerException if a piece of evidence is null
  public Finding {
    evidence = List.copyOf(evidence);
  }
}
