package dev.corelane.desktop.shell.compare;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Small parts that the views of a comparison are made of.
final class Parts {
  private static final Duration TOOLTIP_DELAY = Duration.millis(400);

  private Parts() {}

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

  static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /// Says more about a button than its text, to the eye and to a screen reader.
  static <T extends ButtonBase> T explained(T button, String text) {
    button.setAccessibleText(text);
    button.setTooltip(tooltip(text));
    return button;
  }

  static Tooltip tooltip(String text) {
    Tooltip tooltip = new Tooltip(text);
    tooltip.setShowDelay(TOOLTIP_DELAY);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(480);
    return tooltip;
  }
}
