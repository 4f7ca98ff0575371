package dev.corelane.desktop.shell.compare;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.session.compare.ComparisonSummary;
import dev.corelane.desktop.session.compare.Difference;
import dev.corelane.desktop.session.compare.DifferenceModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.time.TimeText;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The table of the numbers in which two sides differ, below the sentence that sums them up. A
/// click on a row goes to where the number is at its worst in each side.
final class DifferencePane extends BorderPane {
  private static final double FILTER = 200;
  private static final double PROGRESS = 120;

  private final CompareModel compare;
  private final DifferenceModel model;
  private final TableView<MetricDifference> table = new TableView<>();
  private final Label count = Parts.label("", "soft");
  private final VBox sentences = new VBox(2);
  private final Subscription subscriptions;

  DifferencePane(CompareModel compare) {
    this.compare = compare;
    model = compare.differences();
    setId("difference-pane");
    table.setId("difference-table");
    table.setAccessibleText("Differences");
    table.getStyleClass().addAll("list", "dense");
    for (Difference.Column column : Difference.Column.values()) {
      table.getColumns().add(column(column));
    }
    table.setSortPolicy(t -> sortBy(t.getSortOrder()));
    table.setRowFactory(t -> row());
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          MetricDifference selected = table.getSelectionModel().getSelectedItem();
          if (e.getCode() == KeyCode.ENTER && selected != null) {
            model.goTo(selected);
            e.consume();
          }
        });
    sentences.getStyleClass().add("compare-sentences");
    sentences.setId("compare-sentences");
    setTop(new VBox(sentences, header()));
    setCenter(table);
    subscriptions =
        Subscription.combine(
            model.rows().subscribe(this::show),
            model.comparison().subscribe(c -> tell(c)),
            model.failure().subscribe(text -> table.setPlaceholder(Parts.label(text, "soft"))));
  }

  private HBox header() {
    TextField filter = new TextField();
    filter.setId("difference-filter");
    filter.setPrefWidth(FILTER);
    filter.setPromptText("Filter");
    filter.setAccessibleText("Show only rows that contain");
    filter.textProperty().subscribe(model::filter);
    Button export = new Button("Export\u2026", new FontIcon(Feather.DOWNLOAD));
    export.setId("difference-export");
    export.setOnAction(e -> export());
    export.disableProperty().bind(model.comparison().isNull());
    count.setId("difference-count");
    HBox header = new HBox(8, filter, count, working(), Parts.spring());
    if (compare.sides().size() > CompareModel.FEWEST) {
      header.getChildren().addAll(sideMenu(true), sideMenu(false));
    }
    header.getChildren().add(export);
    header.getStyleClass().add("list-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private HBox working() {
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(PROGRESS);
    bar.setAccessibleText("Progress of the comparison");
    Button cancel = new Button("Cancel");
    cancel.setId("difference-cancel");
    cancel.setOnAction(e -> model.cancel());
    Button again = new Button("Compare");
    again.setId("difference-again");
    again.setOnAction(e -> model.start());
    HBox working = new HBox(8, bar, cancel, again);
    working.setAlignment(Pos.CENTER_LEFT);
    Runnable show =
        () -> {
          boolean runs = model.progress().get() >= -1;
          boolean idle = !runs && model.comparison().get() == null;
          bar.setVisible(runs);
          bar.setManaged(runs);
          cancel.setVisible(runs);
          cancel.setManaged(runs);
          again.setVisible(idle);
          again.setManaged(idle);
          bar.setProgress(model.progress().get());
        };
    model.progress().subscribe(show);
    model.comparison().subscribe(c -> show.run());
    return working;
  }

  /// Chooses the base or the other of more than two sides.
  private MenuButton sideMenu(boolean base) {
    MenuButton menu = new MenuButton();
    menu.setId(base ? "difference-base" : "difference-other");
    menu.setMnemonicParsing(false);
    for (int i = 0; i < compare.sides().size(); i++) {
      int side = i;
      ComparedSide compared = compare.sides().get(i);
      RadioMenuItem item = new RadioMenuItem(compared.letter() + "  " + compared.title());
      item.setMnemonicParsing(false);
      item.setOnAction(e -> choose(base, side));
      menu.getItems().add(item);
    }
    model
        .pair()
        .subscribe(
            pair -> {
              int chosen = base ? pair.base() : pair.other();
              menu.setText((base ? "A: " : "B: ") + compare.sides().get(chosen).letter());
              for (int i = 0; i < menu.getItems().size(); i++) {
                ((RadioMenuItem) menu.getItems().get(i)).setSelected(i == chosen);
              }
            });
    return menu;
  }

  /// Takes a side; if it is the opposite one, the two change places.
  private void choose(boolean base, int side) {
    DifferenceModel.Pair now = model.pair().get();
    int opposite = base ? now.other() : now.base();
    int left = base ? now.base() : now.other();
    int partner = side == opposite ? left : opposite;
    if (side != left) {
      model.compare(
          base ? new DifferenceModel.Pair(side, partner) : new DifferenceModel.Pair(partner, side));
    }
  }

  private TableRow<MetricDifference> row() {
    TableRow<MetricDifference> row = new TableRow<>();
    row.setOnMouseClicked(
        e -> {
          if (e.getButton() == MouseButton.PRIMARY && !row.isEmpty()) {
            model.goTo(row.getItem());
          }
        });
    return row;
  }

  private static TableColumn<MetricDifference, String> column(Difference.Column column) {
    TableColumn<MetricDifference, String> made = new TableColumn<>(column.title());
    made.setId("difference-" + column.name().toLowerCase(Locale.ROOT));
    made.setUserData(column);
    made.setPrefWidth(column.width());
    made.setReorderable(false);
    made.setCellValueFactory(f -> new ReadOnlyStringWrapper(Difference.text(f.getValue(), column)));
    if (column == Difference.Column.CERTAIN) {
      Label mark = Parts.label("\u25CF");
      mark.setTooltip(
          Parts.tooltip(
              "The numbers differ by more than chance, after allowing for how many were compared"));
      made.setGraphic(mark);
    }
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
    sentences.getChildren().clear();
    if (comparison == null) {
      count.setText("");
      return;
    }
    ComparisonSummary summary = ComparisonSummary.of(comparison);
    sentences.getChildren().add(sentence(summary.lead(), "strong"));
    summary.warnings().forEach(text -> sentences.getChildren().add(sentence(text, "soft")));
    int all = comparison.differences().size();
    int shown = model.rows().get().size();
    count.setText(
        shown == all ? summary.certain() : TimeText.count(shown) + " of " + TimeText.count(all));
  }

  /// One line; all of it in a tooltip and in the summary.
  private static Label sentence(String text, String style) {
    Label label = Parts.label(text, style);
    label.setMinWidth(0);
    label.setTooltip(Parts.tooltip(text));
    return label;
  }

  private void export() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export Differences");
    chooser.setInitialFileName("differences.csv");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV files", "*.csv"));
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      model.export(
          file.toPath(),
          failure -> count.setText(failure.orElse(file.getName() + " was written.")));
    }
  }

  void dispose() {
    subscriptions.unsubscribe();
  }
}
