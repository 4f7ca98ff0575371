package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.ResultTable;
import dev.corelane.desktop.shell.parts.Parts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The numbers: names of measures stay at the left while the columns move.
final class ResultGrid extends HBox {
  private static final double HEAD = 46;
  private static final double ROW = 40;
  private static final double NAMES = 250;
  private static final double LEAST_COLUMN = 130;
  private static final double MOST_COLUMN = 210;
  private static final double BAR = 14;

  ResultGrid() {
    getStyleClass().add("result-grid");
    setId("result-grid");
  }

  void show(ResultTable table) {
    VBox names = new VBox(line(HEAD, "", "", "head", NAMES, Pos.CENTER_LEFT));
    names.setMinWidth(NAMES);
    names.setPrefWidth(NAMES);
    names.setMaxWidth(NAMES);
    HBox columns = new HBox();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.getChildren().add(column(table, i));
    }
    for (ResultTable.Row row : table.rows()) {
      VBox line = line(ROW, row.name(), row.about(), "name", NAMES, Pos.CENTER_LEFT);
      line.setAccessibleText(row.name() + ", " + row.about());
      names.getChildren().add(line);
    }
    ScrollPane moved = new ScrollPane(columns);
    moved.setFitToWidth(true);
    moved.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    moved.getStyleClass().add("plain-scroll");
    double height = HEAD + ROW * table.rows().size() + BAR;
    moved.setMinHeight(height);
    moved.setPrefHeight(height);
    HBox.setHgrow(moved, Priority.ALWAYS);
    double place =
        getChildren().size() == 2 && getChildren().get(1) instanceof ScrollPane before
            ? before.getHvalue()
            : 0;
    moved.setHvalue(place);
    getChildren().setAll(names, moved);
  }

  private static Node column(ResultTable table, int index) {
    ResultTable.Column head = table.columns().get(index);
    VBox column =
        new VBox(line(HEAD, head.title(), head.detail(), "head", LEAST_COLUMN, Pos.CENTER_RIGHT));
    column.setId("result-column-" + index);
    if (head.hypothetical()) {
      column.getStyleClass().add("hypothetical");
    }
    for (ResultTable.Row row : table.rows()) {
      ResultTable.Cell cell = row.cells().get(index);
      String tone = cell.tone().name().toLowerCase(java.util.Locale.ROOT);
      VBox line = line(ROW, cell.text(), cell.detail(), tone, LEAST_COLUMN, Pos.CENTER_RIGHT);
      line.setAccessibleText(
          row.name() + ", " + head.title() + ": " + cell.text() + " " + cell.detail());
      column.getChildren().add(line);
    }
    // Farther apart, numbers of a row are not read together.
    column.setMaxWidth(MOST_COLUMN);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private static VBox line(
      double height, String text, String detail, String style, double width, Pos place) {
    Label above = Parts.label(text, "number");
    VBox line = new VBox(above);
    if (!detail.isEmpty()) {
      Label below = Parts.label(detail, "detail");
      Parts.explain(below, detail);
      line.getChildren().add(below);
    }
    line.setAlignment(place);
    line.getStyleClass().addAll("line", style);
    line.setMinSize(width, height);
    line.setPrefHeight(height);
    line.setMaxHeight(height);
    return line;
  }
}
