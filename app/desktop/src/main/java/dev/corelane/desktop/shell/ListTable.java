package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.lists.Column;
import dev.corelane.desktop.session.lists.ListModel;
import dev.corelane.desktop.session.lists.RowOrder;
import dev.corelane.desktop.session.lists.Rows;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The table of a list. A row that is selected here is selected on the timeline, and the other way
/// round. Sorting is the model's business.
final class ListTable extends TableView<Integer> {
  private static final int CONTEXT = 3;

  private final ListModel model;
  private final TimelineModel view;
  private final Subscription subscriptions;
  private boolean adjusting;

  ListTable(ListModel model, TimelineModel view) {
    this.model = model;
    this.view = view;
    setId("list-" + model.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    setAccessibleText(model.kind().title());
    getStyleClass().addAll("list", "dense");
    setPlaceholder(Parts.label("", "soft"));
    setSortPolicy(table -> sortBy(table.getSortOrder()));
    getSelectionModel().selectedIndexProperty().subscribe(i -> selected(i.intValue()));
    subscriptions =
        Subscription.combine(
            model.shown().subscribe(this::show), view.target().subscribe(this::follow));
  }

  private void show(ListModel.@Nullable Shown shown) {
    if (shown == null) {
      return;
    }
    adjusting = true;
    if (getColumns().isEmpty()) {
      addColumns(shown.rows().columns());
    }
    setItems(new VirtualRows(shown.indexes()));
    mark(shown.order());
    setPlaceholder(Parts.label(nothing(shown), "soft"));
    adjusting = false;
    follow(view.target().get());
  }

  private String nothing(ListModel.Shown shown) {
    return shown.rows().size() == 0 ? model.kind().nothing() + "." : "No row matches the filter.";
  }

  private void addColumns(List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      TableColumn<Integer, Integer> tableColumn = new TableColumn<>(column.title());
      tableColumn.setPrefWidth(column.width());
      tableColumn.setReorderable(false);
      tableColumn.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
      int index = i;
      tableColumn.setCellFactory(c -> new RowCell(index));
      if (column.kind().numeric()) {
        tableColumn.getStyleClass().add("align-right");
      }
      getColumns().add(tableColumn);
    }
  }

  private void mark(RowOrder order) {
    if (order.column() < 0 || order.column() >= getColumns().size()) {
      getSortOrder().clear();
      return;
    }
    TableColumn<Integer, ?> column = getColumns().get(order.column());
    column.setSortType(
        order.ascending() ? TableColumn.SortType.ASCENDING : TableColumn.SortType.DESCENDING);
    getSortOrder().setAll(List.of(column));
  }

  private boolean sortBy(List<TableColumn<Integer, ?>> order) {
    if (!adjusting) {
      if (order.isEmpty()) {
        model.sort(-1, false);
      } else {
        TableColumn<Integer, ?> first = order.getFirst();
        boolean ascending = first.getSortType() == TableColumn.SortType.ASCENDING;
        model.sort(getColumns().indexOf(first), ascending);
      }
    }
    return true;
  }

  private void selected(int position) {
    if (!adjusting && position >= 0) {
      adjusting = true;
      model.goTo(position);
      adjusting = false;
    }
  }

  private void follow(Optional<Target> target) {
    if (adjusting) {
      return;
    }
    int position = target.map(model::positionOf).orElse(-1);
    adjusting = true;
    if (position < 0) {
      getSelectionModel().clearSelection();
    } else if (position != getSelectionModel().getSelectedIndex()) {
      getSelectionModel().clearAndSelect(position);
      scrollTo(Math.max(0, position - CONTEXT));
    }
    adjusting = false;
  }

  void dispose() {
    subscriptions.unsubscribe();
  }

  private final class RowCell extends TableCell<Integer, Integer> {
    private final int column;

    RowCell(int column) {
      this.column = column;
    }

    @Override
    protected void updateItem(Integer row, boolean empty) {
      super.updateItem(row, empty);
      ListModel.Shown shown = model.shown().get();
      Rows rows = shown == null ? null : shown.rows();
      boolean blank = empty || row == null || rows == null || row >= rows.size();
      setText(blank ? "" : rows.text(row, column));
    }
  }
}
