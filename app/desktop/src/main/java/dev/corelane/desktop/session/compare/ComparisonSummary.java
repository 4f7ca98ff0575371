package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.Finding;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.Side;
import dev.corelane.analysis.comparison.Unmatched;
import dev.corelane.analysis.observer.ObserverWarning;
import dev.corelane.render.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a comparison says in sentences, in the words of the analysis: those that the command line
/// prints.
///
/// @param warnings how much the recorder changed the base and the other; empty if it did not
/// @param findings what it comes to, the most important first
/// @param certain how many numbers differ by more than chance, of how many
/// @param lead what changed and how sure that is, in a sentence
/// @param left what could not be compared, and why
/// @param unmatched what only one of the two has
public record ComparisonSummary(
    List<String> warnings,
    List<Finding> findings,
    String certain,
    String lead,
    List<String> left,
    List<String> unmatched) {
  /// Copies the lists.
  public ComparisonSummary {
    warnings = List.copyOf(warnings);
    findings = List.copyOf(findings);
    left = List.copyOf(left);
    unmatched = List.copyOf(unmatched);
  }

  /// Sums a comparison up.
  ///
  /// @param comparison the comparison
  /// @return what it says
  public static ComparisonSummary of(Comparison comparison) {
    List<String> warnings = new ArrayList<>();
    warning("A", comparison.a()).ifPresent(warnings::add);
    warning("B", comparison.b()).ifPresent(warnings::add);
    long certain = comparison.differences().stream().filter(MetricDifference::certain).count();
    List<String> left = new ArrayList<>();
    if (comparison.tooFew() > 0) {
      left.add(
          TimeText.count(comparison.tooFew()) + " numbers are not given: too few observations.");
    }
    comparison.notRecorded().forEach(what -> left.add("Not compared: " + what + "."));
    List<String> unmatched = new ArrayList<>();
    only("A", comparison, true).ifPresent(unmatched::add);
    only("B", comparison, false).ifPresent(unmatched::add);
    return new ComparisonSummary(
        warnings,
        comparison.findings(),
        TimeText.count(certain)
            + " of "
            + TimeText.count(comparison.differences().size())
            + " numbers differ by more than chance; 95 % intervals",
        lead(comparison, certain),
        left,
        unmatched);
  }

  /// Work done says most; where none was counted, the number that differs most.
  private static String lead(Comparison comparison, long certain) {
    Optional<String> throughput =
        comparison.findings().stream()
            .filter(finding -> finding.id().equals("throughput"))
            .map(Finding::text)
            .findFirst();
    if (throughput.isPresent()) {
      return throughput.get();
    }
    if (certain == 0) {
      return "No number differs by more than chance.";
    }
    MetricDifference most = comparison.differences().getFirst();
    return "What differs most: %s of %s, %s in A, %s in B (difference %s, 95 %% interval %s)."
        .formatted(
            Difference.text(most, Difference.Column.METRIC),
            Difference.text(most, Difference.Column.SUBJECT),
            Difference.text(most, Difference.Column.A),
            Difference.text(most, Difference.Column.B),
            Difference.text(most, Difference.Column.DIFFERENCE),
            Difference.text(most, Difference.Column.INTERVAL));
  }

  private static Optional<String> warning(String name, Side side) {
    List<String> sentences = ObserverWarning.of(side.observer());
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of("Warning, " + name + ": " + String.join(" ", sentences));
  }

  private static Optional<String> only(String name, Comparison comparison, boolean first) {
    List<String> names =
        comparison.unmatched().stream()
            .filter(u -> u.inFirst() == first)
            .map(Unmatched::subject)
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("Only in " + name + ": " + String.join("; ", names));
  }
}
