package dev.corelane.desktop.timeline;

import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.trace.model.TimeRange;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// Turns pointer, wheel and touch pad into movements and selections.
final class PointerInput {
  private static final double DRAG_PX = 4;
  private static final double WHEEL_ZOOM = 1.25;
  private static final double WHEEL_NOTCH = 40;

  private enum Drag {
    NONE,
    CLICK_OR_PAN,
    PAN,
    RANGE,
    LANE,
    MINIMAP
  }

  private final Node node;
  private final TimelineModel model;
  private Drag drag = Drag.NONE;
  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;
  private long rangeFromNs;
  private double minimapGrip;
  private boolean onHeaders;
  private boolean onLanes;
  private String draggedLane = "";

  PointerInput(Node node, TimelineModel model) {
    this.node = node;
    this.model = model;
    node.setOnMousePressed(this::pressed);
    node.setOnMouseDragged(this::dragged);
    node.setOnMouseReleased(this::released);
    node.setOnMouseMoved(this::moved);
    node.setOnMouseExited(e -> model.pointNowhere());
    node.setOnScroll(this::scrolled);
    node.setOnZoom(this::pinched);
  }

  private void pressed(MouseEvent e) {
    node.requestFocus();
    pressX = e.getX();
    pressY = e.getY();
    lastX = pressX;
    lastY = pressY;
    TimelineGeometry areas = model.geometry().get();
    if (e.getButton() == MouseButton.MIDDLE && areas.lanes().contains(pressX, pressY)) {
      drag = Drag.PAN;
      onHeaders = false;
    } else if (e.getButton() != MouseButton.PRIMARY) {
      drag = Drag.NONE;
    } else if (areas.minimap().contains(pressX, pressY)) {
      drag = Drag.MINIMAP;
      gripMinimap(areas.minimap());
    } else if (areas.ruler().contains(pressX, pressY)
        || e.isShiftDown() && areas.lanes().contains(pressX, pressY)) {
      drag = Drag.RANGE;
      rangeFromNs = timeAt(pressX);
      onLanes = !areas.ruler().contains(pressX, pressY);
    } else if (areas.lanes().contains(pressX, pressY) || areas.headers().contains(pressX, pressY)) {
      drag = Drag.CLICK_OR_PAN;
      onHeaders = areas.headers().contains(pressX, pressY);
    } else {
      drag = Drag.NONE;
    }
  }

  private void dragged(MouseEvent e) {
    boolean far = Math.hypot(e.getX() - pressX, e.getY() - pressY) >= DRAG_PX;
    if (drag == Drag.CLICK_OR_PAN && far) {
      drag = onHeaders && gripLane() ? Drag.LANE : Drag.PAN;
      node.setCursor(drag == Drag.LANE ? Cursor.V_RESIZE : Cursor.CLOSED_HAND);
    }
    switch (drag) {
      case PAN -> {
        model.pan(onHeaders ? 0 : lastX - e.getX(), lastY - e.getY());
        lastX = e.getX();
        lastY = e.getY();
      }
      case RANGE -> {
        if (far) {
          long to = timeAt(e.getX());
          TimeRange range = new TimeRange(Math.min(rangeFromNs, to), Math.max(rangeFromNs, to));
          model.dragRange(
              range.durationNs() == 0 ? Optional.empty() : Optional.of(range),
              onLanes ? model.lanes().between(pressY, e.getY()) : Set.of());
        }
      }
      case LANE -> model.lanes().dragTo(draggedLane, e.getY());
      case MINIMAP -> moveByMinimap(e.getX());
      case NONE, CLICK_OR_PAN -> {}
    }
    model.pointAt(e.getX(), e.getY());
  }

  /// Takes hold of the lane whose name was pressed, if it can be moved.
  private boolean gripLane() {
    Optional<Lane> lane = model.lanes().laneAt(pressY).filter(model.lanes()::movable);
    draggedLane = lane.map(Lane::id).orElse("");
    return lane.isPresent();
  }

  private void released(MouseEvent e) {
    boolean moved = Math.hypot(e.getX() - pressX, e.getY() - pressY) >= DRAG_PX;
    if (drag == Drag.CLICK_OR_PAN) {
      model.selectAt(e.getX(), e.getY());
      if (e.getClickCount() == 2 && !onHeaders) {
        model.zoomToSelection();
      }
    } else if (drag == Drag.RANGE && !moved) {
      model.selectRange(Optional.empty());
    }
    drag = Drag.NONE;
    model.endGesture();
    node.setCursor(Cursor.DEFAULT);
  }

  private void moved(MouseEvent e) {
    model.pointAt(e.getX(), e.getY());
    TimelineGeometry areas = model.geometry().get();
    boolean range =
        areas.ruler().contains(e.getX(), e.getY())
            || e.isShiftDown() && areas.lanes().contains(e.getX(), e.getY());
    node.setCursor(range ? Cursor.CROSSHAIR : opens(e) ? Cursor.HAND : Cursor.DEFAULT);
  }

  /// Whether a click opens or closes something.
  private boolean opens(MouseEvent e) {
    return model.hitAt(e.getX(), e.getY()) instanceof Hit.Header header
        && (header.lane() instanceof Lane.GroupHeading || header.lane() instanceof Lane.More);
  }

  private void scrolled(ScrollEvent e) {
    double dx = e.getDeltaX();
    double dy = e.getDeltaY();
    // With shift some platforms turn the wheel's direction, some do not.
    if (e.isShiftDown()) {
      model.pan(-(dx != 0 ? dx : dy), 0);
    } else if (Math.abs(dx) > Math.abs(dy)) {
      model.pan(-dx, 0);
    } else if (!e.isControlDown()
        && model.geometry().get().headers().contains(e.getX(), e.getY())) {
      model.pan(0, -dy);
    } else if (dy != 0) {
      model.zoomAt(e.getX(), Math.pow(WHEEL_ZOOM, dy / WHEEL_NOTCH));
    }
    e.consume();
  }

  private void pinched(ZoomEvent e) {
    if (e.getZoomFactor() > 0) {
      model.zoomAt(e.getX(), e.getZoomFactor());
    }
    e.consume();
  }

  private long timeAt(double x) {
    TimeRange all = model.digest().timeline().range();
    long time = model.scale().nearestNs(x - model.geometry().get().lanes().x());
    return Math.clamp(time, all.startNs(), all.endNs());
  }

  private void gripMinimap(Area minimap) {
    TimeRange all = model.digest().timeline().range();
    TimeRange visible = model.scale().visible();
    double perNs = minimap.width() / Math.max(1, all.durationNs());
    double from = minimap.x() + (visible.startNs() - all.startNs()) * perNs;
    double to = minimap.x() + (visible.endNs() - all.startNs()) * perNs;
    boolean inside = pressX >= from - 2 && pressX <= to + 2;
    minimapGrip = inside ? pressX - (from + to) / 2 : 0;
    if (!inside) {
      moveByMinimap(pressX);
    }
  }

  private void moveByMinimap(double x) {
    Area minimap = model.geometry().get().minimap();
    TimeRange all = model.digest().timeline().range();
    double share = (x - minimapGrip - minimap.x()) / minimap.width();
    model.centerOn(all.startNs() + Math.round(Math.clamp(share, 0, 1) * all.durationNs()));
  }
}
