package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.Progress;
import dev.corelane.desktop.session.replay.RecordingForm;
import dev.corelane.desktop.session.replay.ReplayModel;
import dev.corelane.desktop.shell.parts.Parts;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What the identity replay owes to numbers that were assumed.
final class SensitivityPane extends VBox {
  private final Subscription owed;

  SensitivityPane(ReplayModel model, RecordingForm form) {
    super(10);
    getStyleClass().add("results");
    setId("sensitivity-pane");
    Button run = new Button("Replay with Other Costs");
    run.setId("run-sensitivity");
    run.setOnAction(e -> model.owe());
    run.disableProperty()
        .bind(
            form.problem()
                .isNotEmpty()
                .or(
                    Bindings.createBooleanBinding(
                        () -> model.progress().get().state() == Progress.State.RUNNING,
                        model.progress())));
    Button copy = new Button("Copy as Command Line");
    copy.setId("copy-sensitivity");
    copy.setOnAction(e -> Parts.copy(form.sensitivityCommand()));
    copy.disableProperty().bind(form.problem().isNotEmpty());
    Label sentence = Parts.sentence(model.owedText());
    sentence.setId("owed");
    ResultGrid grid = new ResultGrid();
    grid.setId("owed-grid");
    grid.managedProperty().bind(grid.visibleProperty());
    getChildren()
        .addAll(
            Parts.label("What the result owes to assumed costs", "heading"),
            Parts.paragraph(
                "The identity replay again, each time with one assumed number changed: half and"
                    + " twice the cost of a switch, an interrupt and a tick, none and twice that of"
                    + " cold caches and of work in the kernel. Told are the ratios to the replay"
                    + " with the usual numbers; * differs by 2 % or more in every run.",
                "soft"),
            new HBox(8, run, copy),
            sentence,
            grid);
    owed =
        model
            .owedTable()
            .subscribe(
                table -> {
                  grid.setVisible(!table.rows().isEmpty());
                  grid.show(table);
                });
  }

  /// Ends what it listens to.
  void dispose() {
    owed.unsubscribe();
  }
}
