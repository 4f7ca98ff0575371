package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.Progress;
import dev.corelane.desktop.session.replay.ReplayModel;
import dev.corelane.desktop.session.replay.SweepForm;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// A sweep over one parameter: which, over which values, and the curves.
final class SweepPane extends VBox {
  private final Subscription curves;

  SweepPane(ReplayModel model, SweepForm form, ObservableValue<Theme> theme, GlyphSource glyphs) {
    super(10);
    getStyleClass().add("results");
    setId("sweep-pane");
    ComboBox<String> parameter = new ComboBox<>();
    parameter.setId("sweep-parameter");
    parameter.getItems().setAll(form.numbers().stream().map(n -> n.definition().key()).toList());
    parameter.setPromptText("Parameter");
    if (!form.sweepParameter().get().isEmpty()) {
      parameter.setValue(form.sweepParameter().get());
    }
    parameter.setOnAction(
        e -> {
          if (!parameter.getValue().equals(form.sweepParameter().get())) {
            form.suggestSweep(parameter.getValue());
          }
        });
    TextField values = new TextField();
    values.setId("sweep-values");
    values.setPromptText("values with commas or semicolons between them");
    values.setAccessibleText("Values of the sweep");
    values.textProperty().bindBidirectional(form.sweepValues());
    HBox.setHgrow(values, Priority.ALWAYS);
    Button run = new Button("Run Sweep");
    run.setId("run-sweep");
    run.setOnAction(e -> model.sweep());
    run.disableProperty()
        .bind(
            form.sweepProblem()
                .isNotEmpty()
                .or(form.problem().isNotEmpty())
                .or(
                    javafx.beans.binding.Bindings.createBooleanBinding(
                        () -> model.progress().get().state() == Progress.State.RUNNING,
                        model.progress())));
    Button copy = new Button("Copy as Command Line");
    copy.setId("copy-sweep");
    copy.setOnAction(e -> Parts.copy(form.sweepCommand()));
    copy.disableProperty().bind(run.disableProperty());
    HBox row = new HBox(8, parameter, values, run, copy);
    row.setAlignment(Pos.CENTER_LEFT);
    Label cliffs = Parts.sentence(model.cliffs().map(sentences -> String.join("\n", sentences)));
    cliffs.setId("cliffs");
    FlowPane plots = new FlowPane(16, 16);
    plots.setId("sweep-plots");
    getChildren()
        .addAll(
            Parts.label("Sweep", "heading"),
            Parts.paragraph(
                "One parameter over several values, all chosen things at each: the median with its"
                    + " band. A cliff is a step of 30 % or more, three times the usual one, with"
                    + " bands that do not touch.",
                "soft"),
            row,
            Parts.sentence(form.sweepProblem(), "problem", "small"),
            cliffs,
            plots);
    curves = model.curves().subscribe(all -> ResultsPane.fill(plots, all, theme, glyphs));
  }

  /// Ends what it listens to.
  void dispose() {
    curves.unsubscribe();
  }
}
