package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.ColorChoice;
import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.trace.model.Task;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The facts about the selected slice, with links to the slices they speak of.
final class InspectorPane extends BorderPane {
  private static final double LABEL_WIDTH = 116;

  private final TraceModel trace;
  private final ObservableValue<ColorChoice> colors;
  private final VBox facts = new VBox();

  InspectorPane(
      TraceModel trace, ObservableValue<ColorChoice> colors, Commands commands, Runnable close) {
    this.trace = trace;
    this.colors = colors;
    getStyleClass().add("inspector");
    setId("inspector-pane");
    setMinWidth(240);
    setPrefWidth(320);
    facts.getStyleClass().add("facts");
    ScrollPane scroll = new ScrollPane(facts);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setTop(header(commands, close));
    setCenter(scroll);
    trace.inspection().subscribe(this::show);
  }

  private static Node header(Commands commands, Runnable close) {
    Button previous = commands.button(Command.PREVIOUS_OF_TASK, Feather.CHEVRON_LEFT);
    Button next = commands.button(Command.NEXT_OF_TASK, Feather.CHEVRON_RIGHT);
    Button zoom = commands.button(Command.ZOOM_TO_SELECTION, Feather.MAXIMIZE);
    zoom.setId("inspector-zoom");
    Button copy = commands.button(Command.COPY_FACTS, Feather.COPY);
    copy.setId("inspector-copy");
    Button closing = new Button("", Parts.icon(Feather.X));
    closing.setId("inspector-close");
    closing.getStyleClass().addAll("icon", "flat");
    Parts.explained(closing, "Hide the inspector", Command.INSPECTOR);
    closing.setOnAction(e -> close.run());
    HBox header =
        new HBox(
            Parts.label("Inspector", "strong"),
            Parts.spring(),
            previous,
            next,
            zoom,
            copy,
            closing);
    header.getStyleClass().add("pane-header");
    return header;
  }

  private void show(@Nullable Inspection inspection) {
    facts.getChildren().clear();
    if (inspection == null) {
      Label title = Parts.paragraph(trace.title(), "title");
      title.setId("inspector-title");
      String hint = "Click a slice, a lock or a thread to see what happened, why, and who paid.";
      facts.getChildren().add(new VBox(4, title, Parts.paragraph(hint, "soft")));
      for (Inspection.Section section : trace.overview()) {
        facts.getChildren().add(section(section));
      }
      return;
    }
    Rectangle swatch = new Rectangle(12, 12, color(inspection.task()));
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    swatch.getStyleClass().add("swatch");
    Label title = Parts.paragraph(inspection.title(), "title");
    title.setId("inspector-title");
    HBox name = new HBox(8, swatch, title);
    name.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    facts.getChildren().add(new VBox(2, name, Parts.label(inspection.subtitle(), "soft")));
    for (Inspection.Section section : inspection.sections()) {
      facts.getChildren().add(section(section));
    }
  }

  /// Shows the colours that are wanted now.
  void recolor() {
    ObservableValue<@Nullable Inspection> shown = trace.inspection();
    show(shown.getValue());
  }

  private Color color(int task) {
    if (task <= Task.UNKNOWN) {
      return Color.TRANSPARENT;
    }
    int argb = trace.digest(colors.getValue()).classes().colorOf(task);
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
  }

  private Node section(Inspection.Section section) {
    return new FactGrid(section, LABEL_WIDTH, trace.view()::goTo);
  }
}
