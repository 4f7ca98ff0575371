package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/// The sheet of keys and gestures, made from the list of commands.
final class ShortcutSheet extends Dialog<ButtonType> {
  /// Movements that are no commands because they last as long as a key or button is held: what, and
  /// by which keys and gestures.
  static final List<List<String>> GESTURES =
      List.of(
          List.of("Zoom at the pointer", "wheel", "pinch"),
          List.of("Move through time", "A", "D", "\u2190", "\u2192", "drag", "Shift + wheel"),
          List.of("Move through lanes", "\u2191", "\u2193", "drag", "wheel on lane names"),
          List.of("Select a slice, hold, wait or state", "click"),
          List.of("Open or close a group of lanes", "click on its heading"),
          List.of("Select a range of time", "Shift + drag", "drag on the ruler"),
          List.of("Move the visible part", "drag on the overview"));

  ShortcutSheet(Window owner) {
    initOwner(owner);
    initModality(Modality.NONE);
    setTitle("Keyboard Shortcuts");
    GridPane columns = new GridPane();
    columns.getStyleClass().add("sheet");
    ColumnConstraints half = new ColumnConstraints();
    half.setHgrow(Priority.ALWAYS);
    columns.getColumnConstraints().addAll(half, half);
    columns.add(new VBox(18, gestures(), group(Command.Group.VIEW)), 0, 0);
    columns.add(
        new VBox(18, group(Command.Group.GO), group(Command.Group.FILE), group(Command.Group.HELP)),
        1,
        0);
    getDialogPane().setId("shortcut-sheet");
    getDialogPane().setContent(columns);
    getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
  }

  private static Node gestures() {
    GridPane grid = grid();
    int y = 0;
    for (List<String> gesture : GESTURES) {
      grid.addRow(y++, new Label(gesture.getFirst()), keys(gesture.subList(1, gesture.size())));
    }
    return new VBox(8, Parts.label("Pointer and movement", "heading"), grid);
  }

  private static Node group(Command.Group group) {
    GridPane grid = grid();
    int y = 0;
    for (Command command : Command.values()) {
      if (command.group() == group && !keys(command).isEmpty()) {
        grid.addRow(y++, new Label(name(command)), keys(keys(command)));
      }
    }
    return new VBox(8, Parts.label(group.title(), "heading"), grid);
  }

  /// The name of a command where it is not a menu item.
  static String name(Command command) {
    return command.title().replace("\u2026", "");
  }

  /// All keys and gestures of a command.
  static List<String> keys(Command command) {
    List<String> keys = new ArrayList<>();
    if (!command.accelerator().isEmpty()) {
      keys.add(KeyCombination.valueOf(command.accelerator()).getDisplayText());
    }
    keys.addAll(command.otherKeys());
    return keys;
  }

  private static GridPane grid() {
    GridPane grid = new GridPane(16, 6);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(190);
    ColumnConstraints keys = new ColumnConstraints();
    keys.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(names, keys);
    return grid;
  }

  private static Node keys(List<String> keys) {
    HBox box = new HBox(5);
    box.setAlignment(Pos.CENTER_LEFT);
    for (String key : keys) {
      Label label = Parts.label(key, "key");
      label.setMinWidth(Label.USE_PREF_SIZE);
      box.getChildren().add(label);
    }
    return box;
  }
}
