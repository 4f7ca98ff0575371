package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A group of facts under a heading: labels, values that may be links, and, if wanted, the values
/// of something to hold them against.
final class FactGrid extends VBox {
  private static final double SPACING = 6;

  /// @param section the facts
  /// @param labelWidth width of the labels
  /// @param goTo follows a link
  FactGrid(Inspection.Section section, double labelWidth, Consumer<Target> goTo) {
    this(section, labelWidth, goTo, row -> "");
  }

  /// @param section the facts
  /// @param labelWidth width of the labels
  /// @param goTo follows a link
  /// @param other what to show below the value of a row, "" for nothing
  FactGrid(
      Inspection.Section section,
      double labelWidth,
      Consumer<Target> goTo,
      Function<Inspection.Row, String> other) {
    super(SPACING);
    GridPane grid = new GridPane(10, 5);
    ColumnConstraints labels = new ColumnConstraints(labelWidth);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(labels, values);
    int y = 0;
    for (Inspection.Row row : section.rows()) {
      Label label = Parts.paragraph(row.label(), "label-cell");
      Node value = value(row, goTo);
      String against = other.apply(row);
      if (!against.isEmpty()) {
        value = new VBox(value, Parts.paragraph(against, "soft", "small"));
      }
      GridPane.setValignment(label, VPos.TOP);
      GridPane.setValignment(value, VPos.TOP);
      grid.addRow(y++, label, value);
    }
    getChildren().addAll(Parts.label(section.title(), "heading"), grid);
  }

  private static Node value(Inspection.Row row, Consumer<Target> goTo) {
    Target link = row.link();
    if (link == null) {
      Label value = Parts.paragraph(row.value());
      value.setId("fact-" + id(row));
      value.setAccessibleRole(AccessibleRole.TEXT);
      value.setAccessibleText(row.label() + ": " + row.value());
      return value;
    }
    Hyperlink value = new Hyperlink(row.value());
    value.setWrapText(true);
    value.setId("fact-" + id(row));
    value.setAccessibleText(row.label() + ": " + row.value() + ", go there");
    value.setOnAction(e -> goTo.accept(link));
    return value;
  }

  private static String id(Inspection.Row row) {
    return row.label().toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
