package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.TimelineModel;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// Filters the lanes of locks and threads by text, while it is shown.
final class FilterBar extends HBox {
  private static final double GAP = 8;
  private static final double WIDTH = 260;

  private final TimelineModel model;
  private final Runnable closed;
  private final TextField field = new TextField();

  FilterBar(TimelineModel model, Runnable closed) {
    super(GAP);
    this.model = model;
    this.closed = closed;
    setId("filter");
    getStyleClass().add("strip");
    setAlignment(Pos.CENTER_LEFT);
    field.setId("filter-field");
    field.setPrefWidth(WIDTH);
    field.setPromptText("Part of a name or number");
    field.setAccessibleText("Show only lanes of locks and threads whose name contains");
    Button close = new Button("", Nodes.icon(Feather.X));
    close.setId("filter-close");
    close.getStyleClass().addAll("icon", "flat");
    Nodes.explain(close, "Show all lanes");
    close.setOnAction(e -> close());
    getChildren().addAll(Nodes.label("Lanes with", "soft"), field, Nodes.spring(), close);
    show(false);
    field.textProperty().subscribe(model::filterLanes);
    model
        .filter()
        .subscribe(
            text -> {
              // A link leads to a lane that the filter hides: then the filter is gone.
              if (text.isEmpty() && !field.getText().isBlank()) {
                field.clear();
                show(false);
              }
            });
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
          } else if (e.getCode() == KeyCode.ENTER) {
            closed.run();
            e.consume();
          }
        });
  }

  /// Shows the bar.
  void open() {
    show(true);
    field.requestFocus();
    field.selectAll();
  }

  private void close() {
    field.clear();
    model.filterLanes("");
    show(false);
    closed.run();
  }

  private void show(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }
}
