package dev.corelane.analysis.comparison;

import java.util.List;
import java.util.Optional;

/// Two recordings beside each other.
///
/// @param a the first
/// @param b the second
/// @param findings what it comes to, the most important first
/// @param differences numbers of both: those that differ by more than chance first, of these the
///   ones that speak of less than one hundredth of the time last, then by how much they differ
/// @param tooFew how many numbers were left out for too few observations
/// @param notRecorded what cannot be compared because one of the two did not record it
/// @param unmatched things that only one of the two has
public record Comparison(
    Side a,
    Side b,
    List<Finding> findings,
    List<MetricDifference> differences,
    int tooFew,
    List<String> notRecorded,
    List<Unmatched> unmatched) {
  /// @throws NullPointerException if an element is null
  public Comparison {
    findings = List.copyOf(findings);
    differences = List.copyOf(differences);
    notRecorded = List.copyOf(notRecorded);
    unmatched = List.copyOf(unmatched);
  }

  /// @param kind kind of a subject
  /// @param subject its name, "" for the whole
  /// @param quantity what is measured
  /// @return the number, empty if it could not be compared
  public Optional<MetricDifference> of(SubjectKind kind, String subject, Quantity quantity) {
    var id = new MetricId(kind, subject, quantity);
    return differences.stream().filter(d -> d.id().equals(id)).findFirst();
  }
}
