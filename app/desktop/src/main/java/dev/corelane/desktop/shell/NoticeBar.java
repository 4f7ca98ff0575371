package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Notice;
import dev.corelane.desktop.session.WindowModel;
import dev.corelane.desktop.shell.parts.Parts;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A sentence below the tool bar that stays until it is dismissed and stops nothing.
final class NoticeBar extends HBox {
  private final FontIcon icon = Parts.icon(Feather.INFO);
  private final Label text = Parts.paragraph("");

  NoticeBar(WindowModel window) {
    getStyleClass().add("strip");
    setId("notice-bar");
    setAccessibleRole(AccessibleRole.TEXT);
    icon.getStyleClass().add("kind");
    text.setId("notice-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    Button close = new Button("", Parts.icon(Feather.X));
    close.getStyleClass().addAll("button-icon", "flat", "small");
    close.setId("notice-close");
    Parts.explained(close, "Dismiss (Space when it has the focus)");
    close.setOnAction(e -> window.dismissNotice());
    getChildren().addAll(icon, text, close);
    managedProperty().bind(visibleProperty());
    window.notice().subscribe(this::show);
  }

  private void show(@Nullable Notice notice) {
    setVisible(notice != null);
    if (notice == null) {
      return;
    }
    getStyleClass().removeAll("info", "warning", "error");
    text.setText(notice.text());
    setAccessibleText(notice.text());
    switch (notice.kind()) {
      case INFO -> look("info", Feather.INFO);
      case WARNING -> look("warning", Feather.ALERT_TRIANGLE);
      case ERROR -> look("error", Feather.ALERT_OCTAGON);
    }
  }

  private void look(String style, Feather feather) {
    getStyleClass().add(style);
    icon.setIconCode(feather);
  }
}
