package dev.corelane.desktop.shell.compare;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.Finding;
import dev.corelane.desktop.session.compare.ComparisonSummary;
import dev.corelane.desktop.session.compare.DifferenceModel;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// All that a comparison says in sentences.
final class SummaryPane extends ScrollPane {
  private static final double WIDTH = 980;

  private final DifferenceModel model;
  private final VBox text = new VBox(6);
  private final Subscription subscription;

  SummaryPane(DifferenceModel model) {
    this.model = model;
    setId("summary-pane");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    text.getStyleClass().add("compare-summary");
    text.setMaxWidth(WIDTH);
    setContent(text);
    subscription = model.comparison().subscribe(c -> show(c));
  }

  private void show(@Nullable Comparison comparison) {
    text.getChildren().clear();
    if (comparison == null) {
      return;
    }
    ComparisonSummary summary = ComparisonSummary.of(comparison);
    add("A  " + model.base().title() + ": " + model.base().machine(), "soft");
    add("B  " + model.other().title() + ": " + model.other().machine(), "soft");
    section("What it comes to");
    int number = 0;
    for (Finding finding : summary.findings()) {
      number++;
      add(number + ". " + finding.text());
      finding.evidence().forEach(evidence -> add("\u2013 " + evidence, "evidence", "soft"));
    }
    section("How far to trust it", summary.warnings());
    add(summary.certain() + ".");
    section("What could not be compared", summary.left());
    section("What only one of them has", summary.unmatched());
  }

  private void section(String title, List<String> lines) {
    if (!lines.isEmpty() || title.startsWith("How")) {
      section(title);
      lines.forEach(this::add);
    }
  }

  private void section(String title) {
    add(title, "heading");
  }

  private void add(String line, String... styles) {
    Node paragraph = Parts.paragraph(line, styles);
    text.getChildren().add(paragraph);
  }

  void dispose() {
    subscription.unsubscribe();
  }
}
