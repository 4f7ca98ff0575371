package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.Plot;
import dev.corelane.desktop.session.replay.Plot.Point;
import dev.corelane.desktop.session.replay.Plot.Series;
import dev.corelane.desktop.session.replay.Quantity;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Marker;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Palette;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.view.Area;
import java.util.List;

/// Paints curves with their bands, and points with their ranges. Series differ by colour, by marker
/// and by the rhythm of their line.
final class PlotPainter {
  private static final int[] COLOURS = {0, 1, 2, 3, 5, 8, 7, 11};
  private static final Marker[] MARKERS = {
    Marker.SQUARE, Marker.DIAMOND, Marker.TRIANGLE_UP, Marker.TRIANGLE_DOWN
  };

  /// Lengths of line and gap; the first is a whole line.
  private static final double[][] DASHES = {{1, 0}, {9, 4}, {3, 3}, {14, 3}};

  private static final double LEFT = 66;
  private static final double RIGHT = 18;
  private static final double FOOT = 40;
  private static final double TITLE = 24;
  private static final double KEY = 18;
  private static final double MARK = 9;

  private final Plot plot;
  private final Surface surface;
  private final Theme theme;
  private final PlotScale x;
  private final PlotScale y;
  private final Area area;

  private PlotPainter(Plot plot, Surface surface, Theme theme, double keys) {
    this.plot = plot;
    this.surface = surface;
    this.theme = theme;
    List<Point> points = plot.series().stream().flatMap(s -> s.points().stream()).toList();
    x = PlotScale.of(points.stream().map(Point::x), plot.x().fromZero());
    y = PlotScale.of(points.stream().map(Point::y), plot.y().fromZero());
    double top = TITLE + keys + 8;
    area =
        new Area(
            LEFT,
            top,
            Math.max(1, surface.width() - LEFT - RIGHT),
            Math.max(1, surface.height() - top - FOOT));
  }

  static void paint(Plot plot, Surface surface, Theme theme) {
    surface.fillRect(0, 0, surface.width(), surface.height(), theme.background());
    surface.text(
        plot.title(), 4, Type.BODY_BOLD.baselineIn(0, TITLE), Type.BODY_BOLD, theme.text());
    double keys = key(plot, surface, theme);
    var painter = new PlotPainter(plot, surface, theme, keys);
    painter.axes();
    for (int i = 0; i < plot.series().size(); i++) {
      painter.series(i, plot.series().get(i));
    }
  }

  /// @return height of the key
  private static double key(Plot plot, Surface surface, Theme theme) {
    double left = 6;
    double top = TITLE;
    for (int i = 0; i < plot.series().size(); i++) {
      String name = plot.series().get(i).name();
      double width = surface.measureText(name, Type.SMALL) + 30;
      if (left + width > surface.width() && left > 6) {
        left = 6;
        top += KEY;
      }
      mark(surface, i, left + 5, top + KEY / 2, MARK, colour(i));
      surface.text(name, left + 14, Type.SMALL.baselineIn(top, KEY), Type.SMALL, theme.text());
      left += width;
    }
    return top - TITLE + KEY;
  }

  private static int colour(int index) {
    return Palette.task(COLOURS[index % COLOURS.length]);
  }

  /// Draws the marker of a series around a point.
  private static void mark(Surface surface, int index, double x, double y, double size, int ink) {
    Marker marker = MARKERS[index % MARKERS.length];
    double[] outline = marker.outline(0, 0, size);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < outline.length; i += 2) {
      least = Math.min(least, outline[i]);
      most = Math.max(most, outline[i]);
    }
    // What a marker marks is its tip; here it is to stand in the middle.
    double tip = -(least + most) / 2;
    surface.marker(marker, x, y + tip, size, ink);
  }

  private void axes() {
    surface.fillRect(area.x(), area.y(), area.width(), area.height(), theme.lane());
    for (double tick : y.ticks()) {
      double at = yOf(tick);
      surface.fillRect(area.x(), at, area.width(), surface.pixel(), theme.gridMajor());
      String text = Quantity.tick(tick, plot.y().unit());
      double width = surface.measureText(text, Type.SMALL);
      surface.text(text, area.x() - width - 6, at + 4, Type.SMALL, theme.textSoft());
    }
    double free = 0;
    for (double tick : x.ticks()) {
      double at = xOf(tick);
      surface.fillRect(at, area.y(), surface.pixel(), area.height(), theme.gridMajor());
      String text = Quantity.tick(tick, plot.x().unit());
      double width = surface.measureText(text, Type.SMALL);
      double left = Math.min(at - width / 2, surface.width() - width);
      if (left >= free) {
        surface.text(text, left, area.bottom() + 15, Type.SMALL, theme.textSoft());
        free = left + width + 8;
      }
    }
    String right = plot.x().title();
    double width = surface.measureText(right, Type.SMALL);
    surface.text(
        right, area.right() - width, area.bottom() + 32, Type.SMALL_BOLD, theme.textSoft());
    surface.text(
        "\u2191 " + plot.y().title(), 4, area.bottom() + 32, Type.SMALL_BOLD, theme.textSoft());
  }

  private void series(int index, Series series) {
    surface.pushClip(area.x() - 8, area.y() - 8, area.width() + 16, area.height() + 16);
    if (series.joined()) {
      band(index, series);
      series.cliff().ifPresent(cliff -> cliff(cliff.from(), cliff.to()));
      for (int i = 1; i < series.points().size(); i++) {
        dashed(index, series.points().get(i - 1), series.points().get(i));
      }
    }
    for (Point point : series.points()) {
      double atX = xOf(point.x().median());
      double atY = yOf(point.y().median());
      if (!series.joined()) {
        whisker(xOf(point.x().low()), atY, xOf(point.x().high()), atY, colour(index));
        whisker(atX, yOf(point.y().low()), atX, yOf(point.y().high()), colour(index));
      }
      mark(surface, index, atX, atY, MARK + 2, theme.lane());
      mark(surface, index, atX, atY, MARK, colour(index));
    }
    surface.pop();
  }

  private void band(int index, Series series) {
    int ink = Argb.withAlpha(colour(index), 0.22);
    for (int i = 1; i < series.points().size(); i++) {
      Point a = series.points().get(i - 1);
      Point b = series.points().get(i);
      double left = xOf(a.x().median());
      double right = xOf(b.x().median());
      surface.fillConvex(
          new double[] {
            left, yOf(a.y().high()),
            right, yOf(b.y().high()),
            right, yOf(b.y().low()),
            left, yOf(a.y().low())
          },
          ink);
    }
  }

  /// Between two values of the parameter, from top to bottom.
  private void cliff(double from, double to) {
    double left = xOf(from);
    double right = xOf(to);
    surface.fillRect(
        left, area.y(), right - left, area.height(), Argb.withAlpha(theme.alarm(), 0.10));
    surface.fillRect(left, area.y(), 1, area.height(), theme.alarm());
    surface.fillRect(right - 1, area.y(), 1, area.height(), theme.alarm());
    surface.text("cliff", left + 4, area.y() + 13, Type.SMALL_BOLD, theme.alarm());
  }

  private void dashed(int index, Point from, Point to) {
    double x1 = xOf(from.x().median());
    double y1 = yOf(from.y().median());
    double x2 = xOf(to.x().median());
    double y2 = yOf(to.y().median());
    double[] dash = DASHES[index % DASHES.length];
    double length = Math.hypot(x2 - x1, y2 - y1);
    double step = dash[1] == 0 ? Math.max(1, length) : dash[0] + dash[1];
    for (double at = 0; at < length; at += step) {
      double begin = at / length;
      double end = Math.min(length, dash[1] == 0 ? length : at + dash[0]) / length;
      surface.line(
          x1 + (x2 - x1) * begin,
          y1 + (y2 - y1) * begin,
          x1 + (x2 - x1) * end,
          y1 + (y2 - y1) * end,
          2,
          colour(index));
    }
  }

  private void whisker(double x1, double y1, double x2, double y2, int ink) {
    if (Math.hypot(x2 - x1, y2 - y1) > 1) {
      surface.line(x1, y1, x2, y2, 1.5, ink);
    }
  }

  private double xOf(double value) {
    return area.x() + area.width() * x.place(value);
  }

  private double yOf(double value) {
    return area.bottom() - area.height() * y.place(value);
  }
}
