package dev.corelane.render.paint;

import dev.corelane.render.digest.WorstMoment;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Marker;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.trace.model.Hole;

/// Paints the whole timeline in small with the visible part in a frame.
final class MinimapPainter {
  private static final double PADDING = 6;
  private static final double FLAG = 7;
  private static final double OUTSIDE = 0.6;
  private static final double LEAST_FRAME = 6;
  private static final double LEAST_HOLE = 2;

  void paint(Frame frame, MinimapModel model, Area area) {
    Surface surface = frame.surface();
    Theme theme = frame.theme();
    surface.fillRect(area.x(), area.y(), area.width(), area.height(), theme.chrome());
    surface.pushClip(area.x(), area.y(), area.width(), area.height());
    surface.pushTranslate(area.x(), area.y());
    double top = PADDING + FLAG;
    double height = area.height() - top - PADDING;
    surface.fillRect(0, top, area.width(), height, theme.lane());
    TimeScale whole = TimeScale.fit(frame.digest().timeline().range(), area.width());
    paintStacks(frame, model, area.width() / model.columns(), top, height);
    for (Hole hole : frame.digest().timeline().holes()) {
      double from = whole.toPx(hole.startNs());
      double to = Math.max(from + LEAST_HOLE, whole.toPx(hole.endNs()));
      surface.hatchRect(from, top, to - from, height, Hatch.HOLE, theme.alarm());
    }
    for (WorstMoment moment : frame.digest().worst()) {
      surface.marker(Marker.TRIANGLE_DOWN, whole.toPx(moment.timeNs()), top, FLAG, theme.alarm());
    }
    paintWindow(frame, whole, area, top, height);
    surface.pop();
    surface.pop();
  }

  private static void paintStacks(
      Frame frame, MinimapModel model, double width, double top, double height) {
    for (int c = 0; c < model.columns(); c++) {
      double level = 0;
      for (int k = 0; k < model.classes(); k++) {
        double share = model.share(c, k);
        if (share > 0) {
          double next = Math.min(1, level + share);
          frame
              .surface()
              .fillRect(
                  c * width,
                  top + (1 - next) * height,
                  width,
                  (next - level) * height,
                  frame.digest().classes().classColor(k));
          level = next;
        }
      }
    }
  }

  private static void paintWindow(
      Frame frame, TimeScale whole, Area area, double top, double height) {
    TimeScale scale = frame.state().scale();
    if (scale.isFit()) {
      return;
    }
    Surface surface = frame.surface();
    double from = whole.toPx(scale.startNs());
    double width = Math.min(area.width(), Math.max(LEAST_FRAME, whole.lengthPx(scale.visibleNs())));
    from = Math.clamp(from, 0, area.width() - width);
    int veil = Argb.withAlpha(frame.theme().chrome(), OUTSIDE);
    surface.fillRect(0, top, from, height, veil);
    surface.fillRect(from + width, top, area.width() - from - width, height, veil);
    surface.frameRect(from, top - 2, width, height + 4, 2, frame.theme().selection());
  }
}
