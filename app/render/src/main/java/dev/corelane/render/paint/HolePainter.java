package dev.corelane.render.paint;

import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Hole;

/// Paints lost data over a lane: hatched, framed, with the number of records lost.
final class HolePainter {
  private static final double LEAST_WIDTH = 3;
  private static final double VEIL = 0.82;
  private static final double PADDING = 6;

  /// Paints the holes of a lane.
  ///
  /// @return whether any is visible
  boolean paint(Frame frame, int cpu, double top, double height) {
    TimeScale scale = frame.state().scale();
    double from = 0;
    double to = 0;
    long lost = 0;
    boolean any = false;
    for (Hole hole : frame.digest().holes().near(cpu, scale.visible())) {
      double left = Math.max(-1, scale.toPx(hole.startNs()));
      double right =
          Math.min(scale.width() + 1, Math.max(left + LEAST_WIDTH, scale.toPx(hole.endNs())));
      if (right <= 0 || left >= scale.width()) {
        continue;
      }
      // Holes that touch on the screen are drawn as one.
      if (any && left > to) {
        paintHole(frame, lost, from, to, top, height);
      }
      if (!any || left > to) {
        from = left;
        to = right;
        lost = 0;
      }
      any = true;
      to = Math.max(to, right);
      lost += hole.lostEvents();
    }
    if (any) {
      paintHole(frame, lost, from, to, top, height);
    }
    return any;
  }

  private static void paintHole(
      Frame frame, long lost, double from, double to, double top, double height) {
    Surface surface = frame.surface();
    CoreBands bands = CoreBands.of(height);
    double y = top + bands.bodyTop();
    double bodyHeight = height - bands.bodyTop();
    int veil = Argb.withAlpha(frame.theme().background(), VEIL);
    surface.fillRect(from, y, to - from, bodyHeight, veil);
    surface.hatchRect(from, y, to - from, bodyHeight, Hatch.HOLE, frame.theme().hole());
    double pixel = surface.pixel();
    surface.fillRect(from, y, pixel, bodyHeight, frame.theme().alarm());
    surface.fillRect(to - pixel, y, pixel, bodyHeight, frame.theme().alarm());
    String text = lost > 0 ? "lost " + TimeText.count(lost) + " events" : "data lost";
    double textWidth = surface.measureText(text, Type.SMALL_BOLD);
    if (textWidth + 2 * PADDING <= to - from && bands.body() >= 16) {
      double middle = (from + to) / 2;
      double lineTop = y + bands.body() / 2 - 9;
      surface.fillRect(
          middle - textWidth / 2 - PADDING,
          lineTop,
          textWidth + 2 * PADDING,
          18,
          frame.theme().background());
      surface.text(
          text,
          middle - textWidth / 2,
          Type.SMALL_BOLD.baselineIn(lineTop, 18),
          Type.SMALL_BOLD,
          frame.theme().alarm());
    }
  }
}
