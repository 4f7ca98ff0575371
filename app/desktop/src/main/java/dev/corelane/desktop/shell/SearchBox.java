package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.SearchModel;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Search above the lanes: type, choose with the arrows, Enter goes there, Escape closes.
final class SearchBox extends VBox {
  private static final String HINT = "A thread, a lock, or a time such as 12.5ms";
  private static final double WIDTH = 440;
  private static final double ROW = 30;
  private static final int MOST_ROWS = 9;

  private final SearchModel model;
  private final Runnable closed;
  private final TextField field = new TextField();
  private final ListView<SearchModel.Result> list = new ListView<>();
  private final Label nothing = Nodes.label("", "soft");

  SearchBox(SearchModel model, Runnable closed) {
    this.model = model;
    this.closed = closed;
    setId("search");
    getStyleClass().add("search-box");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setVisible(false);
    field.setId("search-field");
    field.setAccessibleText("Search for a thread, a lock or a time");
    list.setId("search-results");
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new ResultCell());
    list.setOnMouseClicked(e -> goTo());
    nothing.getStyleClass().add("search-nothing");
    getChildren().addAll(field, list, nothing);
    field.textProperty().subscribe(this::search);
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

  /// Shows the box, empty.
  void open() {
    field.clear();
    setVisible(true);
    field.requestFocus();
  }

  private void search(String query) {
    List<SearchModel.Result> found = model.find(query);
    list.getItems().setAll(found);
    list.getSelectionModel().selectFirst();
    double height = Math.min(MOST_ROWS, found.size()) * ROW + 2;
    list.setPrefHeight(height);
    list.setMinHeight(height);
    show(list, !found.isEmpty());
    nothing.setText(query.isBlank() ? HINT : "Nothing found");
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
      case ENTER -> goTo();
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

  private void goTo() {
    SearchModel.@Nullable Result chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      close();
      model.goTo(chosen);
    }
  }

  private void close() {
    setVisible(false);
    closed.run();
  }

  private static final class ResultCell extends ListCell<SearchModel.Result> {
    private final Label title = new Label();
    private final Label detail = Nodes.label("", "soft");
    private final HBox line = new HBox(10, title, detail);

    ResultCell() {
      line.setAlignment(Pos.CENTER_LEFT);
      title.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(SearchModel.@Nullable Result result, boolean empty) {
      super.updateItem(result, empty);
      if (empty || result == null) {
        setGraphic(null);
        return;
      }
      title.setText(result.title());
      detail.setText(result.detail());
      setGraphic(line);
      setAccessibleText(result.title() + ", " + result.detail());
    }
  }
}
