package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.Notice;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.lists.ListModel;
import dev.corelane.desktop.session.lists.ListsModel;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The lists of a trace, one tab each.
final class ListsPane extends StackPane {
  private final TabPane tabs = new TabPane();
  private final ListsModel model;
  private final List<ListPane> panes = new ArrayList<>();

  ListsPane(ListsModel model, TimelineModel view, Consumer<Notice> tell, Runnable close) {
    this.model = model;
    getStyleClass().add("lists");
    setId("lists-pane");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.setTabDragPolicy(TabPane.TabDragPolicy.FIXED);
    for (ListModel list : model.lists()) {
      ListPane pane = new ListPane(list, model, view, tell);
      panes.add(pane);
      Tab tab = new Tab(list.kind().title(), pane);
      tab.setUserData(list);
      tab.setId("tab-" + list.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
      tabs.getTabs().add(tab);
    }
    Button closing = new Button("", Parts.icon(Feather.X));
    closing.setId("lists-close");
    closing.getStyleClass().addAll("icon", "flat", "over-tabs");
    Parts.explained(closing, "Hide the lists", Command.LISTS);
    closing.setOnAction(e -> close.run());
    setAlignment(closing, javafx.geometry.Pos.TOP_RIGHT);
    getChildren().addAll(tabs, closing);
    tabs.getSelectionModel().selectedItemProperty().subscribe(this::see);
    sceneProperty().subscribe(scene -> see(tabs.getSelectionModel().getSelectedItem()));
  }

  /// Only a list that is on the screen is kept up to date.
  private void see(Tab tab) {
    boolean onScreen = getScene() != null && tab != null;
    model.see(onScreen && tab.getUserData() instanceof ListModel list ? list : null);
  }

  /// Writes all cells anew.
  void refresh() {
    panes.forEach(ListPane::refresh);
  }

  void dispose() {
    panes.forEach(ListPane::dispose);
    model.dispose();
  }
}
