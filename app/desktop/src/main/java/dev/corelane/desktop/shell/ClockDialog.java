package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.ClockAlignment;
import dev.corelane.desktop.session.ClockRow;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/// Where the clocks of an incident's files stand, by what evidence, and where they should.
final class ClockDialog extends Dialog<ButtonType> {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 430;
  private static final double ROW_HEIGHT = 62;
  private static final double FILE_WIDTH = 190;
  private static final double CLOCK_WIDTH = 150;
  private static final double OFFSET_WIDTH = 225;
  private static final double MOVE_WIDTH = 110;
  private static final double SURE_WIDTH = 80;
  private static final double WHY_WIDTH = 120;

  private static final ButtonType APPLY =
      new ButtonType("Open Again", ButtonBar.ButtonData.OK_DONE);
  private static final ButtonType RESET =
      new ButtonType("As the Files Tell", ButtonBar.ButtonData.LEFT);
  private static final ButtonType COPY =
      new ButtonType("Copy as Command", ButtonBar.ButtonData.LEFT);

  private final ClockAlignment clocks;

  /// @param owner the window
  /// @param clocks the clocks
  /// @param open opens the incident again
  ClockDialog(Window owner, ClockAlignment clocks, Consumer<OpenRequest> open) {
    this.clocks = clocks;
    initOwner(owner);
    initModality(Modality.WINDOW_MODAL);
    setTitle("Align Clocks");
    setResizable(true);
    getDialogPane().setId("clocks");
    Parts.roomy(getDialogPane(), WIDTH);
    String still = clocks.still();
    Label about =
        Parts.paragraph(
            still.isEmpty()
                ? "Each file has a clock of its own. What is added to its times puts it beside the"
                    + " others; a change holds once the files are opened again."
                : still,
            "soft");
    about.setId("clocks-about");
    VBox content = new VBox(14, about);
    if (!clocks.rows().isEmpty()) {
      ScrollPane scroll = new ScrollPane(table(still.isEmpty()));
      scroll.setFitToWidth(true);
      scroll.setPrefViewportHeight(Math.min(HEIGHT, (clocks.rows().size() + 1) * ROW_HEIGHT));
      scroll.setAccessibleText("Clocks of the files");
      VBox.setVgrow(scroll, Priority.ALWAYS);
      content.getChildren().addAll(scroll, complaint());
    }
    getDialogPane().setContent(content);
    addButtons(still.isEmpty());
    setResultConverter(
        button -> {
          OpenRequest.Files wanted = clocks.wanted().get();
          if (button == APPLY && wanted != null) {
            open.accept(wanted);
          } else if (button == RESET) {
            clocks.asFilesTell().ifPresent(open);
          }
          return button;
        });
  }

  private void addButtons(boolean movable) {
    getDialogPane().getButtonTypes().add(movable ? ButtonType.CANCEL : ButtonType.CLOSE);
    if (!movable) {
      return;
    }
    getDialogPane().getButtonTypes().addAll(APPLY, COPY);
    Node apply = getDialogPane().lookupButton(APPLY);
    apply.setId("clocks-apply");
    apply.disableProperty().bind(clocks.wanted().isNull());
    Node copy = getDialogPane().lookupButton(COPY);
    copy.setId("clocks-copy");
    copy.addEventFilter(
        ActionEvent.ACTION,
        e -> {
          Parts.copy(clocks.command());
          e.consume();
        });
    if (clocks.asFilesTell().isPresent()) {
      getDialogPane().getButtonTypes().add(RESET);
      Button reset = (Button) getDialogPane().lookupButton(RESET);
      reset.setId("clocks-reset");
    }
  }

  private Label complaint() {
    Label complaint = Parts.paragraph("", "danger-text");
    complaint.setId("clocks-complaint");
    complaint.textProperty().bind(clocks.complaint());
    complaint.setMinHeight(18);
    return complaint;
  }

  private GridPane table(boolean movable) {
    GridPane grid = new GridPane(12, 10);
    grid.setId("clocks-table");
    grid.getStyleClass().add("clock-table");
    double[] widths = {FILE_WIDTH, CLOCK_WIDTH, OFFSET_WIDTH, MOVE_WIDTH, SURE_WIDTH};
    for (double width : widths) {
      grid.getColumnConstraints().add(new ColumnConstraints(width));
    }
    ColumnConstraints why = new ColumnConstraints(WHY_WIDTH, WHY_WIDTH, Double.MAX_VALUE);
    why.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(why);
    String[] headings = {"File", "Clock", "Offset", "Move by", "Uncertainty", "Placed by"};
    for (int i = 0; i < headings.length; i++) {
      grid.add(Parts.label(headings[i], "heading"), i, 0);
    }
    int y = 1;
    for (ClockRow row : clocks.rows()) {
      ClockRow.Place place = row.place();
      VBox file =
          new VBox(Parts.paragraph(place.file()), Parts.label(place.format(), "soft", "small"));
      Node offset =
          movable && place.movable()
              ? field(row, "offset")
              : value(place.offsetNs().isPresent() ? row.offset().get() : "");
      Node move =
          movable && place.movable() && place.offsetNs().isPresent()
              ? field(row, "move")
              : Parts.label("");
      Node[] cells = {
        file,
        value(place.clock()),
        offset,
        move,
        value(place.uncertainty()),
        Parts.paragraph(place.evidence(), "small")
      };
      for (Node cell : cells) {
        GridPane.setValignment(cell, VPos.TOP);
      }
      grid.addRow(y++, cells);
    }
    return grid;
  }

  private static Label value(String text) {
    Label value = Parts.paragraph(text);
    value.setAlignment(Pos.TOP_LEFT);
    return value;
  }

  private static TextField field(ClockRow row, String what) {
    boolean offset = what.equals("offset");
    TextField field = new TextField();
    field.setId("clock-" + what + "-" + row.place().file().replace('.', '-'));
    field.setAccessibleText(
        (offset ? "Added to the times of " : "Move the times of ") + row.place().file());
    field.setPromptText(offset ? "not known" : "0");
    field.textProperty().bindBidirectional(offset ? row.offset() : row.move());
    return field;
  }
}
