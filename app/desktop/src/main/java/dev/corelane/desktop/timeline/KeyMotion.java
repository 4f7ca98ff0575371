package dev.corelane.desktop.timeline;

import dev.corelane.desktop.session.TimelineModel;
import java.util.EnumSet;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.scene.input.KeyCode;

/// Movement as long as keys are held: the first moment is a step, so that a tap does something;
/// then it goes on evenly, however fast or slow frames come.
final class KeyMotion extends AnimationTimer {
  /// Keys that zoom and may need shift to be typed.
  static final Set<KeyCode> SIGNS =
      Set.of(KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS, KeyCode.MINUS, KeyCode.SUBTRACT);

  private static final double STEP_ZOOM = 1.25;
  private static final double STEP_PAN = 0.06;
  private static final double ZOOM_PER_SECOND = 7;
  private static final double PAN_PER_SECOND = 0.9;
  private static final double SCROLL_STEP = 40;
  private static final double SCROLL_PER_SECOND = 700;
  private static final double LONGEST_FRAME_S = 0.1;

  private final TimelineModel model;
  private final Set<KeyCode> held = EnumSet.noneOf(KeyCode.class);
  private long lastNs;

  KeyMotion(TimelineModel model) {
    this.model = model;
  }

  /// @return whether the key moves the view
  boolean press(KeyCode key) {
    if (!moves(key)) {
      return false;
    }
    if (held.add(key)) {
      apply(key, STEP_ZOOM, STEP_PAN, SCROLL_STEP);
      if (held.size() == 1) {
        lastNs = 0;
        start();
      }
    }
    return true;
  }

  void release(KeyCode key) {
    held.remove(key);
    if (held.isEmpty()) {
      stop();
    }
  }

  void releaseAll() {
    held.clear();
    stop();
  }

  @Override
  public void handle(long nowNs) {
    if (lastNs != 0) {
      double seconds = Math.min(LONGEST_FRAME_S, (nowNs - lastNs) / 1e9);
      for (KeyCode key : held) {
        apply(
            key,
            Math.pow(ZOOM_PER_SECOND, seconds),
            PAN_PER_SECOND * seconds,
            SCROLL_PER_SECOND * seconds);
      }
    }
    lastNs = nowNs;
  }

  private static boolean moves(KeyCode key) {
    return switch (key) {
      case W, A, S, D, LEFT, RIGHT, UP, DOWN, PLUS, ADD, EQUALS, MINUS, SUBTRACT -> true;
      default -> false;
    };
  }

  private void apply(KeyCode key, double zoom, double pan, double scroll) {
    double width = model.scale().width();
    switch (key) {
      case W, PLUS, ADD, EQUALS -> model.zoom(zoom);
      case S, MINUS, SUBTRACT -> model.zoom(1 / zoom);
      case A, LEFT -> model.pan(-pan * width, 0);
      case D, RIGHT -> model.pan(pan * width, 0);
      case UP -> model.pan(0, -scroll);
      case DOWN -> model.pan(0, scroll);
      default -> {}
    }
  }
}
