package dev.corelane.desktop.shell.replay;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Small parts that the views of the replay window are made of.
final class Parts {
  private static final Duration TOOLTIP_DELAY = Duration.millis(400);
  private static final double TOOLTIP_WIDTH = 440;

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

  /// A sentence that is there only while it says something.
  static Label sentence(ObservableValue<String> text, String... styles) {
    Label label = paragraph("", styles);
    text.subscribe(
        now -> {
          label.setText(now);
          label.setVisible(!now.isEmpty());
          label.setManaged(!now.isEmpty());
        });
    return label;
  }

  static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  static void explain(Control control, String text) {
    if (text.isEmpty()) {
      return;
    }
    Tooltip tooltip = new Tooltip(text);
    tooltip.setShowDelay(TOOLTIP_DELAY);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(TOOLTIP_WIDTH);
    control.setTooltip(tooltip);
    control.setAccessibleHelp(text);
  }

  static ScrollPane scrolled(Node content) {
    ScrollPane pane = new ScrollPane(content);
    pane.setFitToWidth(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.getStyleClass().add("plain-scroll");
    return pane;
  }
}
