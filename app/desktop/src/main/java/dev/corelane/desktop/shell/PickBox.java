package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.CommandSearch;
import dev.corelane.desktop.session.SearchModel;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A box above the lanes in which one of many things is picked: type, choose with the arrows, Enter
/// takes it, Escape closes.
///
/// @param <T> what is picked
final class PickBox<T> extends VBox {
  private static final double WIDTH = 440;
  private static final double ROW = 30;
  private static final int MOST_ROWS = 9;

  private final Kind<T> kind;
  private final Runnable closed;
  private final TextField field = new TextField();
  private final ListView<T> list = new ListView<>();
  private final Label nothing = Parts.label("", "soft");

  /// What is picked.
  ///
  /// @param id id of the box, and the begin of the ids of its parts
  /// @param hint what may be typed
  /// @param find finds what matches
  /// @param title names one of them
  /// @param detail says more of it
  /// @param take takes it
  /// @param <T> what is picked
  record Kind<T>(
      String id,
      String hint,
      Function<String, List<T>> find,
      Function<T, String> title,
      Function<T, String> detail,
      Consumer<T> take) {}

  private PickBox(Kind<T> kind, Runnable closed) {
    this.kind = kind;
    this.closed = closed;
    setId(kind.id());
    getStyleClass().add("search-box");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setVisible(false);
    field.setId(kind.id() + "-field");
    field.setPromptText(kind.hint());
    field.setAccessibleText(kind.hint());
    list.setId(kind.id() + "-results");
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new ResultCell());
    list.setOnMouseClicked(e -> take());
    nothing.getStyleClass().add("search-nothing");
    getChildren().addAll(field, list, nothing);
    field.textProperty().subscribe(this::find);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused && !list.isFocused()) {
                setVisible(false);
              }
            });
  }

  /// A box that searches threads, locks and times.
  static PickBox<SearchModel.Result> search(SearchModel model, Runnable closed) {
    return new PickBox<>(
        new Kind<>(
            "search",
            "A thread, lock, query, mark, or time: 12.5ms, 14:03:07",
            model::find,
            SearchModel.Result::title,
            SearchModel.Result::detail,
            model::goTo),
        closed);
  }

  /// A box with all commands that can be done now.
  static PickBox<Command> palette(Commands commands, Runnable closed) {
    return new PickBox<>(
        new Kind<>(
            "palette",
            "A command",
            query -> CommandSearch.find(query, commands::canRun),
            Command::title,
            PickBox::keys,
            commands::run),
        closed);
  }

  private static String keys(Command command) {
    return command.accelerator().isEmpty()
        ? ""
        : KeyCombination.valueOf(command.accelerator()).getDisplayText();
  }

  /// Shows the box, empty.
  void open() {
    field.clear();
    find("");
    setVisible(true);
    field.requestFocus();
  }

  private void find(String query) {
    List<T> found = kind.find().apply(query);
    list.getItems().setAll(found);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
    double height = Math.min(MOST_ROWS, found.size()) * ROW + 2;
    list.setPrefHeight(height);
    list.setMinHeight(height);
    show(list, !found.isEmpty());
    nothing.setText(query.isBlank() ? kind.hint() : "Nothing found");
    show(nothing, found.isEmpty());
  }

  private static void show(Region node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void keyPressed(KeyEvent e) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (e.getCode()) {
      case DOWN -> select(at + 1);
      case UP -> select(at - 1);
      case ENTER -> take();
      case ESCAPE -> close();
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void select(int index) {
    if (index >= 0 && index < list.getItems().size()) {
      list.getSelectionModel().select(index);
      list.scrollTo(index);
    }
  }

  private void take() {
    @Nullable T chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      close();
      kind.take().accept(chosen);
    }
  }

  private void close() {
    setVisible(false);
    closed.run();
  }

  private final class ResultCell extends ListCell<T> {
    private final Label title = new Label();
    private final Label detail = Parts.label("", "soft");
    private final HBox line = new HBox(10, title, detail);

    ResultCell() {
      line.setAlignment(Pos.CENTER_LEFT);
      title.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable T result, boolean empty) {
      super.updateItem(result, empty);
      if (empty || result == null) {
        setGraphic(null);
        return;
      }
      title.setText(kind.title().apply(result));
      detail.setText(kind.detail().apply(result));
      setGraphic(line);
      setAccessibleText(title.getText() + ", " + detail.getText());
    }
  }
}
