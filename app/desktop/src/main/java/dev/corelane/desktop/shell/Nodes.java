package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
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

/// Small parts that many views are made of.
final class Nodes {
  private static final Duration TOOLTIP_DELAY = Duration.millis(400);

  private Nodes() {}

  static FontIcon icon(Ikon ikon) {
    return new FontIcon(ikon);
  }

  static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// A text that breaks into as many lines as it needs.
  static Label paragraph(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /// Keeps a text from being cut.
  static Label fixed(Label label) {
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /// Gives a dialog room for more than a few words.
  static void roomy(DialogPane pane, double width) {
    pane.getStyleClass().add("roomy");
    pane.setPrefWidth(width);
  }

  static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /// Puts a text on the clipboard.
  static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// Says what a button without a text does, and by which key a command does the same.
  static void explain(ButtonBase button, String text, Command sameAs) {
    String key = KeyCombination.valueOf(sameAs.accelerator()).getDisplayText();
    explain(button, text + " (" + key + ")");
  }

  /// Says what a button without a text does, to the eye and to a screen reader.
  static void explain(ButtonBase button, String text) {
    button.setAccessibleText(text);
    Tooltip tooltip = new Tooltip(text);
    tooltip.setShowDelay(TOOLTIP_DELAY);
    button.setTooltip(tooltip);
  }
}
