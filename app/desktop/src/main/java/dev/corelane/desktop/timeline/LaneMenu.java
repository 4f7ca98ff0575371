package dev.corelane.desktop.timeline;

import dev.corelane.desktop.session.LaneActions;
import dev.corelane.desktop.session.LaneActions.Entry;
import dev.corelane.render.layout.Lane;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The menu of a lane.
final class LaneMenu {
  private final ContextMenu menu = new ContextMenu();

  /// Shows it.
  ///
  /// @param owner the timeline
  /// @param actions what can be done
  /// @param lane of which lane, empty for what concerns all
  /// @param screenX where
  /// @param screenY where
  void show(Node owner, LaneActions actions, Optional<Lane> lane, double screenX, double screenY) {
    menu.hide();
    menu.getItems().setAll(actions.menu(lane).stream().map(LaneMenu::item).toList());
    lane.filter(l -> !l.title().isEmpty())
        .ifPresent(
            l -> {
              MenuItem title = new MenuItem(l.title());
              title.setMnemonicParsing(false);
              title.setDisable(true);
              menu.getItems().addAll(0, List.of(title, new SeparatorMenuItem()));
            });
    menu.show(owner, screenX, screenY);
  }

  void hide() {
    menu.hide();
  }

  private static MenuItem item(Entry entry) {
    return switch (entry) {
      case Entry.Separator line -> new SeparatorMenuItem();
      case Entry.Item item -> leaf(item);
      case Entry.Menu sub -> {
        Menu within = new Menu(sub.title());
        within.getItems().setAll(sub.items().stream().map(LaneMenu::leaf).toList());
        yield within;
      }
    };
  }

  private static MenuItem leaf(Entry.Item item) {
    MenuItem leaf;
    if (item.chosen()) {
      CheckMenuItem check = new CheckMenuItem(item.title());
      check.setSelected(true);
      leaf = check;
    } else {
      leaf = new MenuItem(item.title());
    }
    leaf.setMnemonicParsing(false);
    leaf.setOnAction(e -> item.run().run());
    return leaf;
  }
}
