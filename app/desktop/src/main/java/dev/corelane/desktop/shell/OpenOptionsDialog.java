package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.FileChoice;
import dev.corelane.desktop.session.OpenChoices;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.importers.TracePreview;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.TimeRange;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/// What the chosen files hold, and what of it is wanted.
final class OpenOptionsDialog extends Dialog<ButtonType> {
  private static final double WIDTH = 900;
  private static final double TABLE_HEIGHT = 190;
  private static final double TIME_WIDTH = 120;
  private static final int EVENTS_SHOWN = 6;

  private static final ButtonType OPEN = new ButtonType("Open", ButtonBar.ButtonData.OK_DONE);
  private static final ButtonType COPY =
      new ButtonType("Copy as Command", ButtonBar.ButtonData.LEFT);

  private final OpenChoices choices;
  private final TableView<FileChoice> table = new TableView<>();
  private final Label details = Parts.paragraph("", "soft", "small");

  OpenOptionsDialog(Window owner, OpenChoices choices) {
    this.choices = choices;
    initOwner(owner);
    initModality(Modality.WINDOW_MODAL);
    setTitle("Open with Options");
    setResizable(true);
    getDialogPane().setId("open-options");
    getDialogPane().getButtonTypes().addAll(OPEN, ButtonType.CANCEL, COPY);
    fillTable();
    VBox content = new VBox(12, table, details, wishes(), complaint(), progress());
    VBox.setVgrow(table, Priority.ALWAYS);
    getDialogPane().setContent(content);
    Parts.roomy(getDialogPane(), WIDTH);
    dressButtons();
  }

  boolean accepted() {
    return getResult() == OPEN;
  }

  private void dressButtons() {
    Node open = getDialogPane().lookupButton(OPEN);
    open.setId("open-options-open");
    open.disableProperty().bind(choices.complaint().map(text -> !text.isEmpty()));
    Button copy = (Button) getDialogPane().lookupButton(COPY);
    copy.setId("open-options-copy");
    copy.disableProperty().bind(choices.complaint().map(text -> !text.isEmpty()));
    copy.addEventFilter(
        ActionEvent.ACTION,
        e -> {
          Parts.copy(choices.command());
          e.consume();
        });
  }

  private void fillTable() {
    table.setId("open-options-files");
    table.setAccessibleText("Files to open");
    table.setPrefHeight(TABLE_HEIGHT);
    table.setMinHeight(TABLE_HEIGHT / 2);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
    table.setPlaceholder(Parts.label("Looking at the files\u2026", "soft"));
    TableColumn<FileChoice, Boolean> wanted = new TableColumn<>("Open");
    wanted.setCellValueFactory(f -> f.getValue().wanted());
    wanted.setCellFactory(column -> new WantedCell());
    wanted.setMinWidth(52);
    wanted.setMaxWidth(52);
    wanted.setSortable(false);
    table.getColumns().add(wanted);
    table.getColumns().add(text("File", 210, p -> name(p.path()), false));
    table.getColumns().add(text("Format", 180, OpenOptionsDialog::format, false));
    table.getColumns().add(text("Size", 84, p -> TimeText.bytes(p.bytes()), true));
    table.getColumns().add(text("Time", 76, OpenOptionsDialog::length, true));
    table.getColumns().add(text("CPUs", 68, p -> p.cpus() == 0 ? "" : "" + p.cpus(), true));
    table.getColumns().add(text("Events", 96, OpenOptionsDialog::events, true));
    choices
        .files()
        .subscribe(
            files -> {
              table.getItems().setAll(files);
              if (!files.isEmpty()) {
                table.getSelectionModel().selectFirst();
              }
            });
    ObservableValue<TracePreview> selected =
        table.getSelectionModel().selectedItemProperty().flatMap(FileChoice::preview);
    selected.subscribe(preview -> details.setText(preview == null ? "" : details(preview)));
    details.setId("open-options-details");
    details.setMinHeight(34);
    details.setAlignment(Pos.TOP_LEFT);
    table.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          FileChoice choice = table.getSelectionModel().getSelectedItem();
          if (e.getCode() == KeyCode.SPACE && choice != null && choice.readable()) {
            choice.wanted().set(!choice.wanted().get());
            e.consume();
          }
        });
  }

  private static TableColumn<FileChoice, String> text(
      String title, double width, Function<TracePreview, String> text, boolean number) {
    TableColumn<FileChoice, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setCellValueFactory(f -> f.getValue().preview().map(text));
    if (number) {
      column.setMaxWidth(width * 1.4);
      column.getStyleClass().add("align-right");
    }
    return column;
  }

  private GridPane wishes() {
    GridPane grid = new GridPane(12, 8);
    TextField from = field("open-options-from", "start", choices.from());
    from.setAccessibleText("First time wanted, counted from the start of the recording");
    TextField to = field("open-options-to", "end", choices.to());
    to.setAccessibleText("Last time wanted, counted from the start of the recording");
    from.setPrefWidth(TIME_WIDTH);
    to.setPrefWidth(TIME_WIDTH);
    HBox times =
        new HBox(
            8,
            from,
            Parts.fixed(Parts.label("to")),
            to,
            Parts.label("such as 250 ms or 1.5 s, from the start of the recording", "soft"));
    times.setAlignment(Pos.CENTER_LEFT);
    TextField only = field("open-options-only", "all", choices.only());
    only.setAccessibleText("Names or ids of the threads and processes wanted");
    HBox.setHgrow(only, Priority.SOMETIMES);
    only.setPrefWidth(2 * TIME_WIDTH + 28);
    HBox threads =
        new HBox(8, only, Parts.label("names, process ids or thread ids: postgres, 4711", "soft"));
    threads.setAlignment(Pos.CENTER_LEFT);
    Label time = label("Only the time", from);
    Label who = label("Only the threads", only);
    grid.addRow(0, time, times);
    grid.addRow(1, who, threads);
    return grid;
  }

  private static Label label(String text, Node of) {
    Label label = Parts.label(text);
    label.setLabelFor(of);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  private static TextField field(String id, String prompt, StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  private Label complaint() {
    Label complaint = Parts.paragraph("", "danger-text");
    complaint.setId("open-options-complaint");
    complaint.textProperty().bind(choices.complaint());
    complaint.visibleProperty().bind(choices.complaint().map(text -> !text.isEmpty()));
    complaint.setMinHeight(36);
    complaint.setAlignment(Pos.TOP_LEFT);
    return complaint;
  }

  private HBox progress() {
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText("Progress of looking at the files");
    bar.progressProperty().bind(choices.progress());
    bar.visibleProperty().bind(choices.progress().map(p -> p.doubleValue() < 1));
    bar.managedProperty().bind(bar.visibleProperty());
    Label status = Parts.label("", "soft");
    status.setId("open-options-status");
    status.textProperty().bind(choices.status());
    HBox progress = new HBox(10, bar, status);
    progress.setAlignment(Pos.CENTER_LEFT);
    progress.setMinHeight(20);
    return progress;
  }

  private static String name(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static String format(TracePreview preview) {
    return preview.importer().isEmpty() ? "not known" : preview.format();
  }

  private static String length(TracePreview preview) {
    TimeRange range = preview.range();
    return range == null ? "" : TimeText.duration(range.durationNs());
  }

  private static String events(TracePreview preview) {
    return preview.events().isEmpty()
        ? ""
        : TimeText.count(preview.events().stream().mapToLong(EventCount::count).sum());
  }

  /// The most frequent events, or why the file cannot be read.
  private static String details(TracePreview preview) {
    if (!preview.refusal().isEmpty()) {
      return preview.importer().isEmpty()
          ? name(preview.path()) + " is in no format that Corelane reads and will be left out."
          : preview.refusal();
    }
    String events =
        preview.events().stream()
            .sorted(Comparator.comparingLong(EventCount::count).reversed())
            .limit(EVENTS_SHOWN)
            .map(e -> e.name() + " " + TimeText.count(e.count()))
            .collect(Collectors.joining(", "));
    int more = preview.events().size() - EVENTS_SHOWN;
    String clock = preview.clock().isEmpty() ? "" : "Clock: " + preview.clock() + ". ";
    return events.isEmpty()
        ? clock
        : clock + events + (more > 0 ? " and " + more + " more kinds" : "");
  }

  private static final class WantedCell extends TableCell<FileChoice, Boolean> {
    private final CheckBox box = new CheckBox();

    WantedCell() {
      // The row is what has the focus; space switches it.
      box.setFocusTraversable(false);
      box.setOnAction(
          e -> {
            FileChoice choice = getTableRow() == null ? null : getTableRow().getItem();
            if (choice != null) {
              choice.wanted().set(box.isSelected());
            }
          });
    }

    @Override
    protected void updateItem(Boolean item, boolean empty) {
      super.updateItem(item, empty);
      FileChoice choice = empty || getTableRow() == null ? null : getTableRow().getItem();
      setGraphic(choice == null ? null : box);
      if (choice != null) {
        box.setSelected(choice.wanted().get());
        box.setDisable(!choice.readable());
        box.setAccessibleText("Open " + choice.name());
      }
    }
  }
}
