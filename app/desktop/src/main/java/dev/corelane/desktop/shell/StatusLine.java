package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The status bar: what the pointer is on, what is visible, and how many problems the import had.
final class StatusLine extends StatusBar {
  private final Label view = Parts.label("", "soft");
  private final Button problems = new Button();
  private final HBox right = new HBox(8);

  StatusLine(ObservableValue<@Nullable TraceModel> trace, Commands commands) {
    setId("status");
    setText("");
    // Only what it holds can be used.
    setFocusTraversable(false);
    view.setId("status-view");
    problems.setId("status-problems");
    problems.getStyleClass().addAll("flat", "small");
    problems.setOnAction(e -> commands.run(Command.PROBLEMS));
    right.setAlignment(Pos.CENTER_RIGHT);
    right.getChildren().addAll(view, new Separator(Orientation.VERTICAL), problems);
    getRightItems().add(right);
    trace.subscribe(this::show);
  }

  private static String openKey() {
    return KeyCombination.valueOf(Command.OPEN.accelerator()).getDisplayText();
  }

  private void show(@Nullable TraceModel trace) {
    textProperty().unbind();
    view.textProperty().unbind();
    right.setVisible(trace != null);
    if (trace == null) {
      setText("Drop a recording on the window, or press " + openKey() + ".");
      return;
    }
    textProperty().bind(trace.hoverLine().map(line -> line.isEmpty() ? trace.summary() : line));
    view.textProperty().bind(trace.viewLine());
    List<ImportProblem> list = trace.problems();
    int count = list.size();
    String text = count == 0 ? "No problems" : count == 1 ? "1 problem" : count + " problems";
    problems.setText(text);
    problems.setAccessibleText(text + " while opening");
    Severity worst = list.isEmpty() ? Severity.INFO : list.getFirst().severity();
    problems.setGraphic(
        list.isEmpty() ? Parts.icon(Feather.CHECK_CIRCLE) : ProblemsPane.icon(worst));
  }
}
