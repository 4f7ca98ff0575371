package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.ColorChoice;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.desktop.session.TimeChoice;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.time.TimeText;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.StringConverter;

/// What lasts from one start of the program to the next. A change holds at once, in all windows.
final class PreferencesDialog extends Dialog<ButtonType> {
  private static final double WIDTH = 620;
  private static final double CHOICE_WIDTH = 260;
  private static final double SAMPLE_NS = 1_234_000;
  private static final long SAMPLE_COUNT = 1_234_567;

  PreferencesDialog(Window owner, AppModel app, Runnable shortcuts) {
    initOwner(owner);
    initModality(Modality.NONE);
    setTitle("Preferences");
    getDialogPane().setId("preferences");
    Parts.roomy(getDialogPane(), WIDTH);
    GridPane grid = new GridPane(16, 14);
    int y = 0;
    row(grid, y++, "Theme", choice("theme", app.theme(), ThemeChoice.values(), ThemeChoice::title));
    row(
        grid,
        y++,
        "Colours tell apart",
        explained(
            choice("colors", app.colors(), ColorChoice.values(), ColorChoice::title),
            "Those that ran longest get a colour of their own, the others share one. By states,"
                + " running has one colour; each way of waiting has its own anyway, on the lanes of"
                + " threads."));
    row(
        grid,
        y++,
        "Moments",
        explained(
            choice("times", app.times(), TimeChoice.values(), TimeChoice::title),
            "A recording that does not tell the time of day counts from its start."));
    row(
        grid,
        y++,
        "Show",
        new VBox(
            8,
            check("legend", "Legend", app.legend()),
            check("inspector", "Inspector", app.inspector())));
    row(
        grid,
        y++,
        "Numbers",
        Parts.paragraph(
            "As usual in "
                + Locale.getDefault(Locale.Category.FORMAT).getDisplayName(Locale.ENGLISH)
                + ": "
                + TimeText.duration(SAMPLE_NS)
                + ", "
                + TimeText.count(SAMPLE_COUNT)
                + ". Files that are written do not depend on this.",
            "soft"));
    Hyperlink keys = new Hyperlink("Show all keys");
    keys.setId("preferences-keys");
    keys.setOnAction(e -> shortcuts.run());
    row(grid, y, "Keys", keys);
    getDialogPane().setContent(grid);
    getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
  }

  private static void row(GridPane grid, int y, String title, Node value) {
    Label label = Parts.fixed(Parts.label(title));
    label.setLabelFor(value);
    GridPane.setValignment(label, VPos.TOP);
    grid.addRow(y, label, value);
  }

  private static VBox explained(Node choice, String text) {
    return new VBox(4, choice, Parts.paragraph(text, "soft", "small"));
  }

  private static CheckBox check(String id, String title, BooleanProperty value) {
    CheckBox box = new CheckBox(title);
    box.setId("preferences-" + id);
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  private static <T> ChoiceBox<T> choice(
      String id, Property<T> value, T[] values, Function<T, String> title) {
    ChoiceBox<T> box = new ChoiceBox<>();
    box.setId("preferences-" + id);
    box.setPrefWidth(CHOICE_WIDTH);
    box.getItems().setAll(values);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T item) {
            return item == null ? "" : title.apply(item);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed here");
          }
        });
    box.valueProperty().bindBidirectional(value);
    box.setAccessibleText(
        switch (id) {
          case "theme" -> "Theme";
          case "colors" -> "Colours tell apart";
          default -> "Moments";
        });
    return box;
  }
}
