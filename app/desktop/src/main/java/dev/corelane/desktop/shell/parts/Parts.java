package dev.corelane.desktop.shell.parts;

import dev.corelane.desktop.session.Command;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Small parts that views are made of.
public final class Parts {
  private static final Duration TOOLTIP_DELAY = Duration.millis(400);
  private static final double TOOLTIP_WIDTH = 460;

  private Parts() {}

  /// @param text a text in one line
  /// @param styles style classes
  /// @return the label
  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// @param text a text that breaks into as many lines as it needs
  /// @param styles style classes
  /// @return the label
  public static Label paragraph(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /// @param text a sentence that is there only while it says something
  /// @param styles style classes
  /// @return the label
  public static Label sentence(ObservableValue<String> text, String... styles) {
    Label label = paragraph("", styles);
    text.subscribe(
        now -> {
          label.setText(now);
          label.setVisible(!now.isEmpty());
          label.setManaged(!now.isEmpty());
        });
    return label;
  }

  /// @param ikon which icon
  /// @return a node that shows it
  public static FontIcon icon(Ikon ikon) {
    return new FontIcon(ikon);
  }

  /// Keeps a text from being cut.
  ///
  /// @param label the text
  /// @return it
  public static Label fixed(Label label) {
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /// Gives a dialog room for more than a few words.
  ///
  /// @param pane what the dialog shows
  /// @param width width, px
  public static void roomy(DialogPane pane, double width) {
    pane.getStyleClass().add("roomy");
    pane.setPrefWidth(width);
  }

  /// @return what takes the room that is left in a row
  public static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /// Names a button by more than its text, to the eye and to a screen reader.
  ///
  /// @param button the button
  /// @param text what it does
  /// @param <T> its type
  /// @return the button
  public static <T extends ButtonBase> T explained(T button, String text) {
    button.setAccessibleText(text);
    button.setTooltip(tooltip(text));
    return button;
  }

  /// Names a button by what it does, and by the key of a command that does the same.
  ///
  /// @param button the button
  /// @param text what it does
  /// @param sameAs the command
  public static void explained(ButtonBase button, String text, Command sameAs) {
    String key = KeyCombination.valueOf(sameAs.accelerator()).getDisplayText();
    explained(button, text + " (" + key + ")");
  }

  /// Explains a control that has a name.
  ///
  /// @param control the control
  /// @param text more about it; "" for nothing
  public static void explain(Control control, String text) {
    if (!text.isEmpty()) {
      control.setTooltip(tooltip(text));
      control.setAccessibleHelp(text);
    }
  }

  /// @param text what it says
  /// @return a tooltip of readable width
  public static Tooltip tooltip(String text) {
    Tooltip tooltip = new Tooltip(text);
    tooltip.setShowDelay(TOOLTIP_DELAY);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(TOOLTIP_WIDTH);
    return tooltip;
  }

  /// @param content something that may be higher than its room
  /// @return a frame in which it scrolls
  public static ScrollPane scrolled(Node content) {
    ScrollPane pane = new ScrollPane(content);
    pane.setFitToWidth(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.getStyleClass().add("plain-scroll");
    return pane;
  }

  /// Puts a text on the clipboard.
  ///
  /// @param text the text
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
