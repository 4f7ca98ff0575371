package dev.corelane.render.paint;

import dev.corelane.render.digest.CounterSeries;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.FactColumns;

/// Paints a counter as a line of steps; where a column holds several values, from the smallest to
/// the largest.
final class CounterPainter {
  private static final double TINT = 0.78;
  private static final double LINE = 1.5;

  /// Paints a lane; its upper left corner is the origin.
  void paint(Frame frame, FactColumns columns, CounterSeries series, double height, Shown shown) {
    double floor = series.floor();
    double perUnit = (height - LINE) / (series.ceiling() - floor);
    TimeScale scale = frame.state().scale();
    double start = scale.toPx(scale.bounds().startNs());
    double end = scale.toPx(scale.bounds().endNs());
    double runLow = Double.NaN;
    double runHigh = Double.NaN;
    int from = 0;
    int count = columns.grid().count();
    for (int c = 0; c <= count; c++) {
      double low = Double.NaN;
      double high = Double.NaN;
      if (c < count && columns.grid().x(c) < end && columns.grid().x(c + 1) > start) {
        long fromNs = columns.edgesNs()[c];
        int first = Math.max(0, series.at(fromNs));
        int last = series.at(Math.max(fromNs, columns.edgesNs()[c + 1] - 1));
        if (last >= first) {
          low = (series.least(first, last) - floor) * perUnit;
          high = (series.most(first, last) - floor) * perUnit;
        }
      }
      if (Double.compare(low, runLow) != 0 || Double.compare(high, runHigh) != 0) {
        if (!Double.isNaN(runLow)) {
          double x = columns.grid().x(from);
          step(frame, x, columns.grid().x(c) - x, height, runLow, runHigh);
          shown.add(LaneLook.COUNTER);
        }
        runLow = low;
        runHigh = high;
        from = c;
      }
    }
  }

  static void step(Frame frame, double x, double w, double height, double low, double high) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    int ink = theme.pressure();
    surface.fillRect(x, height - low - LINE, w, low + LINE, Argb.mix(ink, theme.lane(), TINT));
    surface.fillRect(x, height - high - LINE, w, Math.max(LINE, high - low + LINE), ink);
  }
}
