package dev.corelane.desktop.shell;

import javafx.geometry.Side;
import javafx.scene.Cursor;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// A panel at the right or at the bottom whose inner edge can be dragged. Its size is in pixels and
/// stays when the window grows.
final class SidePanel extends BorderPane {
  private static final double GRIP = 5;

  private final Side side;
  private final double least;
  private final double most;

  SidePanel(Side side, Region content, double size, double least, double most) {
    this.side = side;
    this.least = least;
    this.most = most;
    getStyleClass().addAll("side-panel", side == Side.RIGHT ? "right" : "bottom");
    Region grip = new Region();
    grip.getStyleClass().add("grip");
    setCenter(content);
    if (side == Side.RIGHT) {
      grip.setMinWidth(GRIP);
      grip.setCursor(Cursor.H_RESIZE);
      setLeft(grip);
    } else {
      grip.setMinHeight(GRIP);
      grip.setCursor(Cursor.V_RESIZE);
      setTop(grip);
    }
    resizeTo(size);
    grip.setOnMouseDragged(
        e ->
            resizeTo(
                side == Side.RIGHT
                    ? localToScene(getLayoutBounds()).getMaxX() - e.getSceneX()
                    : localToScene(getLayoutBounds()).getMaxY() - e.getSceneY()));
  }

  private void resizeTo(double size) {
    double bounded = Math.clamp(size, least, most);
    if (side == Side.RIGHT) {
      setMinWidth(bounded);
      setMaxWidth(bounded);
    } else {
      setMinHeight(bounded);
      setMaxHeight(bounded);
    }
  }
}
