package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.ProblemSummary;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the import could not read: how much it matters, what happened, how often, where, what it
/// means for the conclusions, and what the user can do.
final class ProblemsPane extends BorderPane {
  private static final double CELL_PADDING = 10;

  private final TraceModel trace;

  ProblemsPane(TraceModel trace, Runnable close) {
    this.trace = trace;
    getStyleClass().add("problems");
    setId("problems-pane");
    setMinHeight(120);
    setPrefHeight(200);
    setTop(new VBox(header(close), summary()));
    setCenter(trace.problems().isEmpty() ? nothing() : table());
  }

  private HBox header(Runnable close) {
    Button closing = new Button("", Parts.icon(Feather.X));
    closing.setId("problems-close");
    closing.getStyleClass().addAll("icon", "flat");
    Parts.explained(closing, "Hide the problems", Command.PROBLEMS);
    closing.setOnAction(e -> close.run());
    HBox header = new HBox(Parts.label("Problems", "strong"), Parts.spring(), closing);
    header.getStyleClass().add("pane-header");
    return header;
  }

  /// What the problems mean together.
  private VBox summary() {
    VBox summary = new VBox(2);
    summary.getStyleClass().add("problem-summary");
    summary.setId("problems-summary");
    for (String sentence : ProblemSummary.of(trace.timeline())) {
      summary.getChildren().add(Parts.paragraph(sentence));
    }
    summary.setManaged(!summary.getChildren().isEmpty());
    return summary;
  }

  private static Label nothing() {
    Label nothing =
        Parts.paragraph("Nothing to report: everything in the recording was read.", "soft");
    nothing.setId("problems-none");
    return nothing;
  }

  private TableView<ImportProblem> table() {
    TableView<ImportProblem> table = new TableView<>();
    table.setId("problems-table");
    table.setAccessibleText("Problems of the import");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(severity());
    table.getColumns().add(text("What happened", 300, ImportProblem::message));
    table.getColumns().add(count());
    table.getColumns().add(where());
    table.getColumns().add(text("What it means", 330, ProblemSummary::consequence));
    table.getColumns().add(text("What you can do", 330, ImportProblem::advice));
    table.getItems().setAll(trace.problems());
    return table;
  }

  private static TableColumn<ImportProblem, Severity> severity() {
    TableColumn<ImportProblem, Severity> column = new TableColumn<>("Severity");
    column.setPrefWidth(120);
    column.setMinWidth(110);
    column.setMaxWidth(140);
    column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue().severity()));
    column.setCellFactory(c -> new SeverityCell());
    return column;
  }

  private static TableColumn<ImportProblem, Long> count() {
    TableColumn<ImportProblem, Long> column = new TableColumn<>("Count");
    column.setPrefWidth(80);
    column.setMaxWidth(110);
    column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue().count()));
    column.setCellFactory(
        c ->
            new TableCell<>() {
              @Override
              protected void updateItem(Long item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : TimeText.count(item));
              }
            });
    column.getStyleClass().add("align-right");
    return column;
  }

  private TableColumn<ImportProblem, ImportProblem> where() {
    TableColumn<ImportProblem, ImportProblem> column = new TableColumn<>("Where");
    column.setPrefWidth(170);
    column.setSortable(false);
    column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
    column.setCellFactory(c -> new WhereCell());
    return column;
  }

  private static TableColumn<ImportProblem, String> text(
      String title, double width, Function<ImportProblem, String> value) {
    TableColumn<ImportProblem, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(value.apply(f.getValue())));
    column.setCellFactory(c -> new ParagraphCell(c));
    return column;
  }

  static String words(Severity severity) {
    return switch (severity) {
      case INFO -> "Note";
      case WARNING -> "Warning";
      case DATA_LOSS -> "Data lost";
      case ERROR -> "Error";
    };
  }

  static FontIcon icon(Severity severity) {
    FontIcon icon =
        Parts.icon(
            switch (severity) {
              case INFO -> Feather.INFO;
              case WARNING -> Feather.ALERT_TRIANGLE;
              case DATA_LOSS -> Feather.ALERT_CIRCLE;
              case ERROR -> Feather.ALERT_OCTAGON;
            });
    icon.getStyleClass().add("severity-" + severity.name().toLowerCase(Locale.ROOT));
    return icon;
  }

  /// A text that breaks into lines: advice that is cut off is none.
  private static final class ParagraphCell extends TableCell<ImportProblem, String> {
    private final Text text = new Text();

    ParagraphCell(TableColumn<ImportProblem, String> column) {
      text.getStyleClass().add("paragraph");
      text.wrappingWidthProperty().bind(column.widthProperty().subtract(2 * CELL_PADDING));
      setPrefHeight(USE_COMPUTED_SIZE);
    }

    @Override
    protected void updateItem(String item, boolean empty) {
      super.updateItem(item, empty);
      text.setText(empty || item == null ? "" : item);
      setGraphic(empty ? null : text);
    }
  }

  private static final class SeverityCell extends TableCell<ImportProblem, Severity> {
    @Override
    protected void updateItem(Severity item, boolean empty) {
      super.updateItem(item, empty);
      boolean blank = empty || item == null;
      setText(blank ? "" : words(item));
      setGraphic(blank ? null : icon(item));
    }
  }

  /// File and byte offset, and the time as a link when there is one.
  private final class WhereCell extends TableCell<ImportProblem, ImportProblem> {
    @Override
    protected void updateItem(ImportProblem item, boolean empty) {
      super.updateItem(item, empty);
      setGraphic(null);
      setText("");
      if (empty || item == null) {
        return;
      }
      String place = place(item);
      setText(place);
      trace
          .placeOf(item)
          .ifPresent(
              time -> {
                long since = time - trace.timeline().range().startNs();
                Hyperlink link = new Hyperlink("at " + TimeText.duration(since));
                link.setOnAction(e -> trace.view().centerOn(time));
                setGraphic(link);
              });
    }

    private static String place(ImportProblem problem) {
      String file = "";
      if (!problem.source().isEmpty()) {
        Path name = Path.of(problem.source()).getFileName();
        file = name == null ? problem.source() : name.toString();
      }
      return problem.firstOffset() < 0
          ? file
          : (file + ", byte " + TimeText.count(problem.firstOffset())).replaceFirst("^, ", "");
    }
  }
}
