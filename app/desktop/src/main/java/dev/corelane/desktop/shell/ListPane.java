package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Notice;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.lists.ListModel;
import dev.corelane.desktop.session.lists.ListsModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.time.TimeText;
import java.io.File;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A list with its filter, the number of its rows, the progress of the search for them, and export.
final class ListPane extends BorderPane {
  private static final double FILTER = 220;
  private static final double PROGRESS = 120;

  private final ListModel model;
  private final ListTable table;
  private final Consumer<Notice> tell;
  private final Label count = Parts.label("", "soft");
  private final Subscription subscriptions;

  ListPane(ListModel model, ListsModel lists, TimelineModel view, Consumer<Notice> tell) {
    this.model = model;
    this.tell = tell;
    table = new ListTable(model, view);
    TextField filter = new TextField();
    filter.setPrefWidth(FILTER);
    filter.setPromptText("Filter");
    filter.setAccessibleText("Show only rows that contain");
    filter.setId(table.getId() + "-filter");
    filter.textProperty().subscribe(model::filter);
    count.setId(table.getId() + "-count");
    Label scope = Parts.label("", "soft");
    scope.textProperty().bind(lists.scope());
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(PROGRESS);
    bar.setAccessibleText("Progress of " + model.kind().title());
    Button cancel = new Button("Cancel");
    cancel.setOnAction(e -> model.cancel());
    HBox working = new HBox(8, bar, cancel);
    working.setAlignment(Pos.CENTER_LEFT);
    Button export = new Button("Export\u2026", Parts.icon(Feather.DOWNLOAD));
    export.setId(table.getId() + "-export");
    export.setOnAction(e -> export());
    export.disableProperty().bind(model.shown().isNull());
    HBox header = new HBox(8, filter, count, scope, working, Parts.spring(), export);
    header.getStyleClass().add("list-header");
    header.setAlignment(Pos.CENTER_LEFT);
    setTop(header);
    setCenter(table);
    subscriptions =
        Subscription.combine(
            model.shown().subscribe(this::count),
            model
                .progress()
                .subscribe(
                    p -> {
                      working.setVisible(p.doubleValue() >= -1);
                      bar.setProgress(p.doubleValue());
                    }),
            model
                .failure()
                .subscribe(
                    text -> {
                      if (!text.isEmpty()) {
                        table.setPlaceholder(Parts.label(text));
                      }
                    }));
  }

  private void count(ListModel.@Nullable Shown shown) {
    if (shown != null) {
      int all = shown.rows().size();
      String rows = TimeText.count(all) + (all == 1 ? " row" : " rows");
      count.setText(shown.size() == all ? rows : TimeText.count(shown.size()) + " of " + rows);
    }
  }

  private void export() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export " + model.kind().title());
    String name = model.kind().title().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    chooser.setInitialFileName(name + ".csv");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV files", "*.csv"));
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      model.export(
          file.toPath(),
          failure ->
              tell.accept(
                  failure
                      .map(text -> new Notice(Notice.Kind.ERROR, text))
                      .orElseGet(
                          () -> new Notice(Notice.Kind.INFO, file.getName() + " was written."))));
    }
  }

  void refresh() {
    table.refresh();
  }

  void dispose() {
    subscriptions.unsubscribe();
    table.dispose();
  }
}
