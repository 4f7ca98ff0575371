package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/// What the commands of one window do, and whether they can be done now. Menu items and buttons are
/// made here, so that they always agree.
final class Commands {
  private final Map<Command, Runnable> actions = new EnumMap<>(Command.class);
  private final Map<Command, ObservableBooleanValue> enabled = new EnumMap<>(Command.class);
  private final Map<Command, BooleanProperty> toggles = new EnumMap<>(Command.class);

  void define(Command command, Runnable action) {
    define(command, new SimpleBooleanProperty(true), action);
  }

  void define(Command command, ObservableBooleanValue when, Runnable action) {
    actions.put(command, action);
    enabled.put(command, when);
  }

  void toggle(Command command, ObservableBooleanValue when, BooleanProperty value) {
    define(command, when, () -> value.set(!value.get()));
    toggles.put(command, value);
  }

  /// @return whether a command can be done now
  boolean canRun(Command command) {
    ObservableBooleanValue when = enabled.get(command);
    return when != null && when.get();
  }

  /// Does a command if it can be done now.
  ///
  /// @return whether it was done
  boolean run(Command command) {
    ObservableBooleanValue when = enabled.get(command);
    if (when == null || !when.get()) {
      return false;
    }
    Runnable action = actions.get(command);
    if (action == null) {
      return false;
    }
    action.run();
    return true;
  }

  MenuItem menuItem(Command command) {
    BooleanProperty value = toggles.get(command);
    MenuItem item;
    if (value == null) {
      item = new MenuItem(command.title());
      item.setOnAction(e -> run(command));
    } else {
      CheckMenuItem check = new CheckMenuItem(command.title());
      check.selectedProperty().bindBidirectional(value);
      item = check;
    }
    item.setId("menu-" + id(command));
    if (!command.accelerator().isEmpty()) {
      item.setAccelerator(KeyCombination.valueOf(command.accelerator()));
    }
    item.disableProperty().bind(when(command).map(b -> !b));
    return item;
  }

  Button button(Command command, Ikon ikon) {
    Button button = new Button();
    button.setOnAction(e -> run(command));
    button.getStyleClass().addAll("icon", "flat");
    dress(button, command, Parts.icon(ikon));
    return button;
  }

  ToggleButton toggleButton(Command command, Ikon ikon) {
    ToggleButton button = new ToggleButton();
    BooleanProperty value = toggles.get(command);
    if (value == null) {
      throw new IllegalArgumentException(command + " cannot be switched on and off");
    }
    button.selectedProperty().bindBidirectional(value);
    button.getStyleClass().add("icon");
    dress(button, command, Parts.icon(ikon));
    return button;
  }

  private void dress(ButtonBase button, Command command, Node graphic) {
    button.setId(id(command));
    button.setGraphic(graphic);
    if (command.accelerator().isEmpty()) {
      Parts.explained(button, command.title());
    } else {
      Parts.explained(button, command.title(), command);
    }
    button.disableProperty().bind(when(command).map(b -> !b));
  }

  private ObservableBooleanValue when(Command command) {
    ObservableBooleanValue when = enabled.get(command);
    if (when == null) {
      throw new IllegalArgumentException(command + " was not defined");
    }
    return when;
  }

  static String id(Command command) {
    return command.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
