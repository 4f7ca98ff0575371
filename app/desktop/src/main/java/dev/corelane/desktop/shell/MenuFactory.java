package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.RecentTraces;
import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.desktop.session.WindowModel;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.util.Subscription;

/// Makes the menu bar of a window.
final class MenuFactory {
  private final WindowModel window;
  private final Commands commands;
  private Subscription subscriptions = Subscription.EMPTY;

  MenuFactory(WindowModel window, Commands commands) {
    this.window = window;
    this.commands = commands;
  }

  /// Lets go of what outlives the window.
  void dispose() {
    subscriptions.unsubscribe();
  }

  MenuBar menuBar() {
    MenuBar bar = new MenuBar(file(), view(), go(), help());
    bar.setId("menu-bar");
    bar.setUseSystemMenuBar(true);
    return bar;
  }

  /// The samples as menu items.
  List<MenuItem> sampleItems() {
    return window.app().samples().samples().stream().map(this::sampleItem).toList();
  }

  private MenuItem sampleItem(Sample sample) {
    MenuItem item = new MenuItem(sample.title());
    item.setMnemonicParsing(false);
    item.setOnAction(e -> window.open(new OpenRequest.OfSample(sample)));
    return item;
  }

  private Menu file() {
    Menu recent = new Menu("Open Recent");
    subscriptions =
        subscriptions.and(window.app().recent().subscribe(traces -> fill(recent, traces)));
    Menu samples = new Menu("Open Sample");
    samples.getItems().setAll(sampleItems());
    samples.setDisable(samples.getItems().isEmpty());
    return menu(
        Command.Group.FILE,
        commands.menuItem(Command.OPEN),
        commands.menuItem(Command.OPEN_WITH_OPTIONS),
        commands.menuItem(Command.OPEN_IN_NEW_WINDOW),
        recent,
        samples,
        new SeparatorMenuItem(),
        commands.menuItem(Command.COMPARE),
        commands.menuItem(Command.REPLAY),
        new SeparatorMenuItem(),
        commands.menuItem(Command.NEW_WINDOW),
        commands.menuItem(Command.CLOSE_TRACE),
        new SeparatorMenuItem(),
        commands.menuItem(Command.CLOCKS),
        new SeparatorMenuItem(),
        commands.menuItem(Command.COPY_FACTS),
        commands.menuItem(Command.COPY_FACTS_AS_JSON),
        new SeparatorMenuItem(),
        commands.menuItem(Command.PREFERENCES),
        new SeparatorMenuItem(),
        commands.menuItem(Command.QUIT));
  }

  private void fill(Menu menu, RecentTraces traces) {
    menu.getItems().clear();
    for (List<Path> paths : traces.entries()) {
      MenuItem item = new MenuItem(paths.getFirst().toString());
      item.setMnemonicParsing(false);
      item.setOnAction(e -> window.open(new OpenRequest.Files(paths)));
      menu.getItems().add(item);
    }
    menu.setDisable(menu.getItems().isEmpty());
    if (!menu.getItems().isEmpty()) {
      MenuItem clear = new MenuItem("Clear List");
      clear.setOnAction(e -> window.app().clearRecent());
      menu.getItems().addAll(new SeparatorMenuItem(), clear);
    }
  }

  private Menu view() {
    return menu(
        Command.Group.VIEW,
        commands.menuItem(Command.ZOOM_IN),
        commands.menuItem(Command.ZOOM_OUT),
        commands.menuItem(Command.FIT),
        commands.menuItem(Command.ZOOM_TO_SELECTION),
        commands.menuItem(Command.FOCUS_TASK),
        commands.menuItem(Command.TAILS),
        commands.menuItem(Command.CRITICAL_PATH),
        lanes(),
        new SeparatorMenuItem(),
        commands.menuItem(Command.LEGEND),
        commands.menuItem(Command.INSPECTOR),
        commands.menuItem(Command.LISTS),
        commands.menuItem(Command.RANGE),
        commands.menuItem(Command.PROBLEMS),
        new SeparatorMenuItem(),
        theme(),
        commands.menuItem(Command.FULL_SCREEN),
        commands.menuItem(Command.FRAME_METER));
  }

  private Menu lanes() {
    Menu menu = new Menu("Lanes");
    menu.getItems()
        .addAll(
            commands.menuItem(Command.FILTER_LANES),
            commands.menuItem(Command.LANE_MENU),
            new SeparatorMenuItem(),
            commands.menuItem(Command.PIN_LANE),
            commands.menuItem(Command.HIDE_LANE),
            commands.menuItem(Command.SHOW_HIDDEN_LANES),
            commands.menuItem(Command.LANE_HEIGHT),
            commands.menuItem(Command.ALL_HEIGHTS),
            commands.menuItem(Command.LANE_UP),
            commands.menuItem(Command.LANE_DOWN));
    return menu;
  }

  private Menu theme() {
    Menu menu = new Menu("Theme");
    ToggleGroup group = new ToggleGroup();
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioMenuItem item = new RadioMenuItem(choice.title());
      item.setToggleGroup(group);
      item.setUserData(choice);
      item.setOnAction(e -> window.app().theme().set(choice));
      menu.getItems().add(item);
    }
    subscriptions =
        subscriptions.and(
            window
                .app()
                .theme()
                .subscribe(
                    choice ->
                        group.getToggles().stream()
                            .filter(t -> t.getUserData() == choice)
                            .forEach(group::selectToggle)));
    return menu;
  }

  private Menu go() {
    return menu(
        Command.Group.GO,
        commands.menuItem(Command.BACK),
        commands.menuItem(Command.FORWARD),
        commands.menuItem(Command.SEARCH),
        new SeparatorMenuItem(),
        commands.menuItem(Command.NEXT_PREEMPTION),
        commands.menuItem(Command.PREVIOUS_PREEMPTION),
        commands.menuItem(Command.NEXT_HOLDER_PREEMPTION),
        commands.menuItem(Command.PREVIOUS_HOLDER_PREEMPTION),
        commands.menuItem(Command.WORST_1),
        commands.menuItem(Command.WORST_2),
        commands.menuItem(Command.WORST_3),
        new SeparatorMenuItem(),
        commands.menuItem(Command.NEXT_LIKE_THIS),
        commands.menuItem(Command.PREVIOUS_LIKE_THIS),
        commands.menuItem(Command.BOOKMARK),
        commands.menuItem(Command.NEXT_BOOKMARK),
        commands.menuItem(Command.PREVIOUS_BOOKMARK),
        commands.menuItem(Command.NEXT_PROBLEM),
        commands.menuItem(Command.PREVIOUS_PROBLEM),
        commands.menuItem(Command.NEXT_OF_TASK),
        commands.menuItem(Command.PREVIOUS_OF_TASK),
        commands.menuItem(Command.NEXT_ON_CPU),
        commands.menuItem(Command.PREVIOUS_ON_CPU),
        new SeparatorMenuItem(),
        commands.menuItem(Command.TO_START),
        commands.menuItem(Command.TO_END),
        commands.menuItem(Command.LANE_ABOVE),
        commands.menuItem(Command.LANE_BELOW),
        commands.menuItem(Command.SELECT_POINTED),
        commands.menuItem(Command.CLEAR_SELECTION),
        new SeparatorMenuItem(),
        commands.menuItem(Command.NEXT_PART),
        commands.menuItem(Command.PREVIOUS_PART));
  }

  private Menu help() {
    return menu(
        Command.Group.HELP,
        commands.menuItem(Command.PALETTE),
        commands.menuItem(Command.SHORTCUTS),
        commands.menuItem(Command.ABOUT));
  }

  private static Menu menu(Command.Group group, MenuItem... items) {
    Menu menu = new Menu(group.title());
    menu.getItems().addAll(items);
    return menu;
  }
}
