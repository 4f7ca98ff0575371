package dev.corelane.desktop.shell.compare;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.desktop.session.compare.Difference;
import dev.corelane.desktop.session.compare.DifferenceModel;
import dev.corelane.render.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The table of the numbers in which two sides differ.
final class DifferencePane extends BorderPane {
  private static final double FILTER = 220;
  private static final double PROGRESS = 120;

  private final DifferenceModel model;
  private final TableView<MetricDifference> table = new TableView<>();
  private final Label count = Parts.label("", "soft");
  private final Subscription subscriptions;

  DifferencePane(DifferenceModel model) {
    this.model = model;
    setId("difference-pane");
    table.setId("difference-table");
    table.setAccessibleText("Differences");
    table.getStyleClass().addAll("list", "dense");
    for (Difference.Column column : Difference.Column.values()) {
      table.getColumns().add(column(column));
    }
    table.setSortPolicy(t -> sortBy(t.getSortOrder()));
    setTop(header());
    setCenter(table);
    subscriptions =
        Subscription.combine(
            model.rows().subscribe(this::show), model.comparison().subscribe(c -> tell(c)));
  }

  private HBox header() {
    TextField filter = new TextField();
    filter.setId("difference-filter");
    filter.setPrefWidth(FILTER);
    filter.setPromptText("Filter");
    filter.setAccessibleText("Show only rows that contain");
    filter.textProperty().subscribe(model::filter);
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(PROGRESS);
    bar.setAccessibleText("Progress of the comparison");
    Button cancel = new Button("Cancel");
    cancel.setId("difference-cancel");
    cancel.setOnAction(e -> model.cancel());
    HBox working = new HBox(8, bar, cancel);
    working.setAlignment(Pos.CENTER_LEFT);
    model
        .progress()
        .subscribe(
            p -> {
              working.setVisible(p.doubleValue() >= -1);
              bar.setProgress(p.doubleValue());
            });
    count.setId("difference-count");
    HBox header = new HBox(8, filter, count, working, Parts.spring());
    header.getStyleClass().add("list-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private static TableColumn<MetricDifference, String> column(Difference.Column column) {
    TableColumn<MetricDifference, String> made = new TableColumn<>(column.title());
    made.setId("difference-" + column.name().toLowerCase(java.util.Locale.ROOT));
    made.setUserData(column);
    made.setPrefWidth(column.width());
    made.setReorderable(false);
    made.setCellValueFactory(f -> new ReadOnlyStringWrapper(Difference.text(f.getValue(), column)));
    if (column.numeric()) {
      made.getStyleClass().add("align-right");
    }
    return made;
  }

  private boolean sortBy(List<TableColumn<MetricDifference, ?>> order) {
    if (order.isEmpty()) {
      model.sort(Optional.empty());
    } else {
      TableColumn<MetricDifference, ?> first = order.getFirst();
      model.sort(
          Optional.of(
              new DifferenceModel.Sorting(
                  (Difference.Column) first.getUserData(),
                  first.getSortType() == TableColumn.SortType.ASCENDING)));
    }
    return true;
  }

  private void show(List<MetricDifference> rows) {
    table.setItems(FXCollections.observableArrayList(new ArrayList<>(rows)));
    tell(model.comparison().get());
  }

  private void tell(@Nullable Comparison comparison) {
    if (comparison == null) {
      count.setText("");
      return;
    }
    int all = comparison.differences().size();
    int shown = model.rows().get().size();
    count.setText(
        (shown == all ? "" : TimeText.count(shown) + " of ") + TimeText.count(all) + " numbers");
  }

  void dispose() {
    subscriptions.unsubscribe();
  }
}
