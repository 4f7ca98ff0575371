package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.NumberField;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Numbers one below the other: name, field, and what is wrong with it.
final class FieldGrid extends GridPane {
  private static final double FIELD_WIDTH = 112;
  private int row;

  FieldGrid() {
    super(10, 5);
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    names.setFillWidth(true);
    ColumnConstraints fields = new ColumnConstraints(FIELD_WIDTH);
    getColumnConstraints().setAll(names, fields);
  }

  FieldGrid with(List<NumberField> numbers) {
    numbers.forEach(this::add);
    return this;
  }

  void add(NumberField number) {
    NumberField.Definition definition = number.definition();
    TextField field = new TextField();
    field.setId("number-" + definition.key());
    field.textProperty().bindBidirectional(number.text());
    field.setPromptText(definition.otherwise());
    field.setAccessibleText(definition.key() + ", " + definition.about());
    Parts.explain(field, help(definition));
    Label name = Parts.paragraph(definition.key());
    name.setLabelFor(field);
    Label about = Parts.paragraph(definition.about(), "soft", "small");
    var names = new javafx.scene.layout.VBox(0, name, about);
    Label problem = Parts.sentence(number.problem(), "problem", "small");
    number
        .problem()
        .subscribe(
            text ->
                field.pseudoClassStateChanged(
                    javafx.css.PseudoClass.getPseudoClass("wrong"), !text.isEmpty()));
    add(names, 0, row);
    add(field, 1, row);
    add(problem, 0, row + 1, 2, 1);
    row += 2;
  }

  private static String help(NumberField.Definition definition) {
    var text = new StringBuilder(definition.key()).append(": ").append(definition.about());
    if (!definition.unit().isEmpty()) {
      text.append(", in ").append(definition.unit());
    }
    text.append(". ").append(definition.range()).append('.');
    if (!definition.source().isEmpty()) {
      text.append(definition.assumed() ? " Assumed: " : " From: ")
          .append(definition.source())
          .append('.');
    }
    return text.toString();
  }
}
