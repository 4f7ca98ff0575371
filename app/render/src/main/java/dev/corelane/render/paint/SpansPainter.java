package dev.corelane.render.paint;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.SpanLoad;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.view.FactColumns;
import dev.corelane.render.view.SpanStyle;
import dev.corelane.trace.model.Span;

/// Paints all spans of a category: one by one in rows, or how many ended and how long they took.
final class SpansPainter {
  private static final double TINT = 0.62;
  private static final double PADDING = 3;
  private static final int LEAST_NAME = 4;
  private static final double LEAST_TEXT_ROW = 11;

  /// Paints a lane; its upper left corner is the origin.
  void paint(Frame frame, FactColumns columns, SpanLoad load, double height, Shown shown) {
    SpanStyle style = SpanStyle.of(load, frame.state().scale(), height);
    if (style.stacked()) {
      for (int row = 0; row < load.slots().size(); row++) {
        paintRow(frame, columns, load.slots().get(row), row, style, shown);
      }
      return;
    }
    double rates = SpanStyle.rateHeight(height);
    paintRates(frame, load, style, rates, shown);
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    double top = rates + 1;
    double room = height - top;
    surface.fillRect(0, rates, frame.state().scale().width(), surface.pixel(), theme.border());
    for (int c = 0; c < style.cells().count(); c++) {
      long[] times = style.timesOf(frame.state().scale(), c);
      double share = Math.min(1, load.meanNs(times[0], times[1]) / style.fullNs());
      if (share > 0) {
        double tall = Math.max(surface.pixel(), share * room);
        cell(frame, style, c, top + room - tall, tall, theme.delay());
        shown.addSpans(load.category());
      }
    }
  }

  /// Paints how many spans ended; the upper left corner is the origin.
  void paintRates(Frame frame, SpanLoad load, SpanStyle style, double height, Shown shown) {
    Surface surface = frame.surface();
    for (int c = 0; c < style.cells().count(); c++) {
      long[] times = style.timesOf(frame.state().scale(), c);
      double share = Math.min(1, load.ended(times[0], times[1]) / style.fullCount());
      if (share > 0) {
        double tall = Math.max(surface.pixel(), share * height);
        cell(frame, style, c, height - tall, tall, frame.theme().busy());
        shown.addSpans(load.category());
      }
    }
  }

  private static void cell(
      Frame frame, SpanStyle style, int cell, double top, double height, int color) {
    double x = style.cells().x(cell);
    frame
        .surface()
        .fillRect(x, top, style.cells().width() - frame.surface().pixel(), height, color);
  }

  private static void paintRow(
      Frame frame, FactColumns columns, Pieces slot, int row, SpanStyle style, Shown shown) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    double top = row * style.rowHeight();
    double height = style.rowHeight() - 1;
    int fill = Argb.mix(theme.busy(), theme.lane(), TINT);
    StripRuns.walk(
        columns,
        slot,
        (i, x, w) -> {
          surface.fillRect(x, top, Math.max(surface.pixel(), w - 1), height, fill);
          surface.fillRect(x, top, 2, height, theme.busy());
          shown.add(LaneLook.SPAN);
          if (height >= LEAST_TEXT_ROW) {
            Span span = frame.digest().timeline().spans().get(slot.row(i));
            String text =
                TextFit.fit(
                    surface,
                    frame.digest().timeline().taskName(span.task(), span.startNs())
                        + ": "
                        + name(span),
                    w - 2 * PADDING - 2,
                    Type.SMALL,
                    LEAST_NAME);
            if (!text.isEmpty()) {
              double baseline = Type.SMALL.baselineIn(top, height);
              surface.text(text, x + PADDING + 2, baseline, Type.SMALL, theme.text());
            }
          }
        },
        c -> {
          long from = columns.edgesNs()[c];
          long to = columns.edgesNs()[c + 1];
          double covered =
              slot.timeBefore(Activity.UNKNOWN, to) - slot.timeBefore(Activity.UNKNOWN, from);
          if (covered > 0) {
            double tall = covered / Math.max(1, to - from) * height;
            double y = top + height - tall;
            surface.fillRect(columns.grid().x(c), y, columns.grid().width(), tall, fill);
            shown.add(LaneLook.SPAN);
          }
        });
  }

  private static String name(Span span) {
    String name = span.name().isEmpty() ? span.category() : span.name();
    return span.outcome().isEmpty() ? name : name + ", " + span.outcome();
  }
}
