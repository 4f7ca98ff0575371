package dev.corelane.render.paint;

import dev.corelane.render.surface.Surface;
import dev.corelane.render.text.TextStyle;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.Tick;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeTicks;
import dev.corelane.render.view.Area;
import java.util.Optional;

/// Paints the ruler and the lines of its ticks across the lanes.
final class RulerPainter {
  private static final double LABEL_SPACING = 100;
  private static final double MAJOR_LENGTH = 7;
  private static final double MINOR_LENGTH = 4;
  private static final double LABEL_GAP = 4;

  void paintGrid(Frame frame, Area lanes) {
    Surface surface = frame.surface();
    TimeScale scale = frame.state().scale();
    double height =
        Math.min(lanes.height(), frame.state().layout().height() - frame.state().scroll());
    surface.pushClip(lanes.x(), lanes.y(), lanes.width(), height);
    for (Tick tick : ticks(frame).in(scale.visible())) {
      if (tick.kind() != Tick.Kind.MINOR) {
        int color = frame.theme().gridMajor();
        line(surface, lanes.x() + scale.toPx(tick.timeNs()), lanes.y(), lanes.height(), color);
      }
    }
    surface.pop();
  }

  private static TimeTicks ticks(Frame frame) {
    return TimeTicks.of(frame.state().scale(), LABEL_SPACING, frame.base())
        .countedFrom(frame.base().originNs(frame.digest().timeline().range()));
  }

  void paint(Frame frame, Area ruler, RulerLabels over) {
    Surface surface = frame.surface();
    Theme theme = frame.theme();
    TimeScale scale = frame.state().scale();
    TimeTicks ticks = ticks(frame);
    surface.fillRect(ruler.x(), ruler.y(), ruler.width(), ruler.height(), theme.chrome());
    surface.pushClip(ruler.x(), ruler.y(), ruler.width(), ruler.height());
    double baseline = Type.SMALL.baselineIn(ruler.y(), ruler.height() - MAJOR_LENGTH);
    double freeFrom = ruler.x();
    Optional<String> leading = ticks.leading(scale.visible());
    if (leading.isPresent()) {
      String text = leading.get();
      double width = surface.measureText(text, Type.SMALL_BOLD);
      if (!over.cover(LABEL_GAP, LABEL_GAP + width)) {
        surface.text(text, ruler.x() + LABEL_GAP, baseline, Type.SMALL_BOLD, theme.text());
      }
      freeFrom += 3 * LABEL_GAP + width;
    }
    for (Tick tick : ticks.in(scale.visible())) {
      double x = ruler.x() + scale.toPx(tick.timeNs());
      boolean minor = tick.kind() == Tick.Kind.MINOR;
      double length = minor ? MINOR_LENGTH : MAJOR_LENGTH;
      line(surface, x, ruler.bottom() - length, length, minor ? theme.border() : theme.textSoft());
      if (!minor) {
        label(frame, tick, x, baseline, freeFrom, ruler, over);
      }
    }
    surface.pop();
    surface.fillRect(
        ruler.x(),
        ruler.bottom() - surface.pixel(),
        ruler.width(),
        surface.pixel(),
        theme.border());
  }

  private static void label(
      Frame frame,
      Tick tick,
      double x,
      double baseline,
      double freeFrom,
      Area ruler,
      RulerLabels over) {
    Surface surface = frame.surface();
    Theme theme = frame.theme();
    boolean anchor = tick.kind() == Tick.Kind.ANCHOR;
    TextStyle style = anchor ? Type.SMALL_BOLD : Type.SMALL;
    double width = surface.measureText(tick.label(), style);
    double left = Math.max(freeFrom, x - width / 2);
    boolean atStart = x - width / 2 < freeFrom;
    // A label pushed aside by the left edge may only move while it still touches its tick.
    if ((atStart && x < freeFrom && freeFrom - x > 1)
        || left + width > ruler.right()
        || over.cover(left - ruler.x(), left + width - ruler.x())) {
      return;
    }
    surface.text(tick.label(), left, baseline, style, anchor ? theme.text() : theme.textSoft());
  }

  private static void line(Surface surface, double x, double y, double height, int color) {
    double pixel = surface.pixel();
    surface.fillRect(Math.floor(x / pixel) * pixel, y, pixel, height, color);
  }
}
