package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.Choice;
import dev.corelane.desktop.session.replay.RecordingForm;
import dev.corelane.desktop.session.replay.ReplayForm;
import dev.corelane.desktop.session.replay.ScenarioForm;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.machine.PreemptionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The form of a recording or a scenario.
final class FormPane extends VBox {
  private static final double FIELD_WIDTH = 150;

  FormPane(ReplayForm form) {
    super(18);
    getStyleClass().add("form");
    switch (form) {
      case RecordingForm recording -> {
        section("Recorded", recorded(recording));
        section("Replay as", choices(form), kernel(recording));
        section("How", how(recording));
        section("Machine", new FieldGrid().with(form.numbers()));
      }
      case ScenarioForm scenario -> {
        section("Compare", choices(form));
        section("How", new FieldGrid().with(List.of(form.seeds())));
        section("Parameters", new FieldGrid().with(scenario.numbers()));
      }
    }
  }

  private void section(String title, Node... content) {
    VBox section = new VBox(8, Parts.label(title, "heading"));
    section.getChildren().addAll(content);
    getChildren().add(section);
  }

  private static Node choices(ReplayForm form) {
    VBox list = new VBox(5);
    for (Choice choice : form.choices()) {
      CheckBox box = new CheckBox(choice.name());
      box.setId("choice-" + choice.name().replaceAll("[^A-Za-z0-9]+", "-"));
      box.selectedProperty().bindBidirectional(choice.selected());
      VBox lines = new VBox(1, box);
      if (!choice.about().isEmpty()) {
        lines.getChildren().add(indented(Parts.paragraph(choice.about(), "soft", "small")));
      }
      Label why =
          Parts.sentence(
              choice
                  .hypothetical()
                  .map(
                      sentences ->
                          sentences.isEmpty()
                              ? ""
                              : "hypothetical: " + String.join(" ", sentences)),
              "small",
              "hypothetical");
      lines.getChildren().add(indented(why));
      list.getChildren().add(lines);
    }
    return list;
  }

  private static Label indented(Label label) {
    label.getStyleClass().add("below-box");
    return label;
  }

  private static Node recorded(RecordingForm form) {
    GridPane grid = grid();
    TextField kernel = new TextField();
    kernel.setId("recorded-kernel");
    kernel.textProperty().bindBidirectional(form.recordedKernel());
    row(grid, 0, "Kernel", kernel);
    ComboBox<@Nullable PreemptionModel> model = new ComboBox<>();
    model.setId("recorded-model");
    List<@Nullable PreemptionModel> all = new ArrayList<>();
    all.add(null);
    all.addAll(List.of(PreemptionModel.values()));
    model.getItems().setAll(all);
    model.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable PreemptionModel value) {
            return value == null
                ? form.toldModel().map(m -> m.id() + " (told)").orElse("choose\u2026")
                : value.id();
          }

          @Override
          public PreemptionModel fromString(String text) {
            return PreemptionModel.of(text);
          }
        });
    model.valueProperty().bindBidirectional(form.recordedModel());
    row(grid, 1, "Preemption model", model);
    row(grid, 2, "CPUs", Parts.label(Integer.toString(form.cpus())));
    return grid;
  }

  private static Node kernel(RecordingForm form) {
    GridPane grid = grid();
    TextField kernel = new TextField();
    kernel.setId("kernel");
    kernel.setPromptText("as recorded");
    kernel.textProperty().bindBidirectional(form.kernel());
    row(grid, 0, "On kernel", kernel);
    return grid;
  }

  private static Node how(RecordingForm form) {
    GridPane grid = grid();
    ComboBox<Arrivals> arrivals = new ComboBox<>();
    arrivals.setId("arrivals");
    arrivals.getItems().setAll(Arrivals.values());
    arrivals.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Arrivals value) {
            return value == Arrivals.OPEN ? "when it came" : "as long as it took";
          }

          @Override
          public Arrivals fromString(String text) {
            return Arrivals.CLOSED;
          }
        });
    arrivals.valueProperty().bindBidirectional(form.arrivals());
    Parts.explain(
        arrivals,
        "Timers, devices and other machines: a wait for them lasts as long as it lasted (closed),"
            + " or ends when it ended (open).");
    row(grid, 0, "From outside", arrivals);
    return new VBox(8, grid, new FieldGrid().with(List.of(form.seeds(), form.part())));
  }

  private static GridPane grid() {
    GridPane grid = new GridPane(10, 6);
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, new ColumnConstraints(FIELD_WIDTH));
    return grid;
  }

  private static void row(GridPane grid, int row, String name, Node field) {
    Label label = Parts.label(name);
    label.setLabelFor(field);
    if (field instanceof javafx.scene.layout.Region region) {
      region.setMaxWidth(Double.MAX_VALUE);
    }
    grid.add(label, 0, row);
    grid.add(field, 1, row);
  }
}
