package dev.corelane.render.paint;

import dev.corelane.render.digest.MarkList;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.FlagStyle;
import dev.corelane.trace.model.TimeRange;

/// Paints marks as flags with their text, or how many there are.
final class FlagPainter {
  private static final double POLE = 1;
  private static final double FLAG = 7;
  private static final double PADDING = 3;
  private static final int LEAST_TEXT = 3;

  /// Paints a lane; its upper left corner is the origin.
  void paint(Frame frame, MarkList marks, double height, Shown shown) {
    FlagStyle style = FlagStyle.of(marks, frame.state().scale());
    if (style.single()) {
      paintFlags(frame, marks, height, true, shown);
    } else {
      paintCounts(frame, marks, style, height, shown);
    }
  }

  /// Paints marks without their texts.
  void paintSummary(Frame frame, MarkList marks, double height, Shown shown) {
    FlagStyle style = FlagStyle.of(marks, frame.state().scale());
    if (style.single()) {
      paintFlags(frame, marks, height, false, shown);
    } else {
      paintCounts(frame, marks, style, height, shown);
    }
  }

  private static void paintFlags(
      Frame frame, MarkList marks, double height, boolean texts, Shown shown) {
    TimeScale scale = frame.state().scale();
    TimeRange visible = scale.visible();
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    long first = visible.startNs() - (long) (FlagStyle.LABEL * scale.nsPerPx());
    for (int i = marks.firstAtOrAfter(first);
        i < marks.count() && marks.timeNs(i) <= visible.endNs();
        i++) {
      double x = Math.rint(scale.toPx(marks.timeNs(i)));
      flag(surface, theme, x, height);
      shown.add(LaneLook.MARK);
      double next =
          i + 1 < marks.count()
              ? scale.toPx(marks.timeNs(i + 1)) - 1
              : scale.width() + FlagStyle.LABEL;
      double room = Math.min(FlagStyle.LABEL, next - x) - FLAG - 2 * PADDING;
      if (texts && room > 0) {
        String text = frame.digest().timeline().marks().get(marks.row(i)).text();
        String fitted = TextFit.fit(surface, text, room, Type.SMALL, LEAST_TEXT);
        surface.text(
            fitted, x + FLAG + PADDING, Type.SMALL.baselineIn(0, height), Type.SMALL, theme.text());
      }
    }
  }

  static void flag(Surface surface, Theme theme, double x, double height) {
    surface.fillRect(x, 0, POLE, height, theme.selection());
    surface.fillConvex(new double[] {x, 1, x + FLAG, 1 + FLAG / 2, x, 1 + FLAG}, theme.selection());
  }

  private static void paintCounts(
      Frame frame, MarkList marks, FlagStyle style, double height, Shown shown) {
    Surface surface = frame.surface();
    for (int c = 0; c < style.cells().count(); c++) {
      long[] times = style.timesOf(frame.state().scale(), c);
      int count = marks.firstAtOrAfter(times[1]) - marks.firstAtOrAfter(times[0]);
      if (count > 0) {
        double tall = Math.max(2, Math.min(1, (double) count / style.fullCount()) * height);
        surface.fillRect(
            style.cells().x(c),
            height - tall,
            style.cells().width(),
            tall,
            frame.theme().selection());
        shown.addMarks(style);
      }
    }
  }
}
