package dev.corelane.render.paint;

import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import java.util.Optional;

/// Paints run delays: on the left each wait by when it ended and how long it was, on the right how
/// many there were of each length. Both share the logarithmic scale of lengths.
public final class DelayCloudPainter {
  private static final double TITLE = 22;
  private static final double FOOT = 18;
  private static final double LABELS = 52;
  private static final double GAP = 14;
  private static final double HISTOGRAM_SHARE = 0.26;
  private static final double LEAST_DOT = 3;
  private static final int REACH = 3;

  private final DelayCloud cloud;
  private final Area plot;
  private final Area histogram;

  /// Divides an area.
  ///
  /// @param cloud what to paint
  /// @param area where
  public DelayCloudPainter(DelayCloud cloud, Area area) {
    this.cloud = cloud;
    double height = Math.max(1, area.height() - TITLE - FOOT);
    double inner = Math.max(1, area.width() - LABELS - GAP);
    double right = Math.floor(inner * HISTOGRAM_SHARE);
    plot = new Area(area.x() + LABELS, area.y() + TITLE, Math.max(1, inner - right), height);
    histogram = new Area(plot.right() + GAP, plot.y(), right, height);
  }

  /// Paints.
  ///
  /// @param surface where
  /// @param theme colours
  /// @param hover the wait that the pointer is on
  public void paint(Surface surface, Theme theme, Optional<DelayCloud.Point> hover) {
    surface.fillRect(plot.x(), plot.y(), plot.width(), plot.height(), theme.lane());
    double titles = plot.y() - TITLE;
    double titleLine = Type.SMALL_BOLD.baselineIn(titles, TITLE - 4);
    surface.text("Run delays by time", plot.x(), titleLine, Type.SMALL_BOLD, theme.text());
    surface.text("How many", histogram.x(), titleLine, Type.SMALL_BOLD, theme.text());
    paintKey(surface, theme, titleLine);
    paintScale(surface, theme);
    paintCells(surface, theme, hover);
    paintHistogram(surface, theme);
  }

  private void paintKey(Surface surface, Theme theme, double baseline) {
    double x = plot.x() + surface.measureText("Run delays by time", Type.SMALL_BOLD) + 18;
    for (boolean preempted : new boolean[] {false, true}) {
      String text = preempted ? "after losing the CPU" : "after a wake-up";
      double width = surface.measureText(text, Type.SMALL) + 14;
      if (x + width > plot.right()) {
        return;
      }
      mark(surface, theme, preempted, x, baseline - 8, 9, 9);
      surface.text(text, x + 14, baseline, Type.SMALL, theme.textSoft());
      x += width + 14;
    }
  }

  private void paintScale(Surface surface, Theme theme) {
    long length = DelayCloud.LEAST_NS;
    for (int decade = 0; decade <= DelayCloud.DECADES; decade++, length *= 10) {
      double y = yOf(decade * DelayCloud.PER_DECADE);
      surface.fillRect(plot.x(), y, plot.width(), surface.pixel(), theme.gridMajor());
      surface.fillRect(histogram.x(), y, histogram.width(), surface.pixel(), theme.gridMajor());
      boolean room = plot.height() / DelayCloud.DECADES >= Type.SMALL.size() + 2;
      if (decade < DelayCloud.DECADES && (room || decade % 2 == 0)) {
        String text = TimeText.exact(length);
        double width = surface.measureText(text, Type.SMALL);
        double baseline = Math.min(y + 4, plot.bottom());
        surface.text(text, plot.x() - width - 6, baseline, Type.SMALL, theme.textSoft());
      }
    }
    double foot = Type.SMALL.baselineIn(plot.bottom() + 2, FOOT - 2);
    String from = "0";
    String to = TimeText.duration(cloud.range().durationNs());
    surface.text(from, plot.x(), foot, Type.SMALL, theme.textSoft());
    double width = surface.measureText(to, Type.SMALL);
    surface.text(to, plot.right() - width, foot, Type.SMALL, theme.textSoft());
  }

  private void paintCells(Surface surface, Theme theme, Optional<DelayCloud.Point> hover) {
    double width = Math.max(LEAST_DOT, plot.width() / DelayCloud.COLUMNS);
    double height = Math.max(LEAST_DOT, plot.height() / DelayCloud.ROWS);
    for (int row = 0; row < DelayCloud.ROWS; row++) {
      for (int column = 0; column < DelayCloud.COLUMNS; column++) {
        int woken = cloud.wakeups(column, row);
        int preempted = cloud.preemptions(column, row);
        if (woken + preempted == 0) {
          continue;
        }
        boolean mostlyPreempted = preempted > woken;
        int ink = mostlyPreempted ? theme.delay() : theme.pressure();
        double alpha = Math.min(1, 0.45 + 0.18 * Math.log(woken + preempted));
        double x = xOf(column);
        double y = yOf(row + 1);
        surface.fillRect(x, y, width, height, Argb.withAlpha(ink, alpha));
        if (hover.isPresent() && hover.equals(cloud.longest(column, row))) {
          surface.frameRect(x - 3, y - 3, width + 6, height + 6, 2, theme.hover());
        }
      }
    }
  }

  private void paintHistogram(Surface surface, Theme theme) {
    long most = 1;
    for (int row = 0; row < DelayCloud.ROWS; row++) {
      most = Math.max(most, cloud.inRow(row, true) + cloud.inRow(row, false));
    }
    double perWait = histogram.width() / most;
    for (int row = 0; row < DelayCloud.ROWS; row++) {
      double top = yOf(row + 1);
      double height = Math.max(1, yOf(row) - top - surface.pixel());
      double woken = cloud.inRow(row, false) * perWait;
      double preempted = cloud.inRow(row, true) * perWait;
      mark(surface, theme, false, histogram.x(), top, woken, height);
      mark(surface, theme, true, histogram.x() + woken, top, preempted, height);
    }
    String text = TimeText.count(most);
    double width = surface.measureText(text, Type.SMALL);
    double foot = Type.SMALL.baselineIn(histogram.bottom() + 2, FOOT - 2);
    surface.text("0", histogram.x(), foot, Type.SMALL, theme.textSoft());
    surface.text(text, histogram.right() - width, foot, Type.SMALL, theme.textSoft());
  }

  /// The two kinds differ by pattern, not only by colour.
  private static void mark(
      Surface surface, Theme theme, boolean preempted, double x, double y, double w, double h) {
    if (w <= 0) {
      return;
    }
    surface.fillRect(x, y, w, h, preempted ? theme.delay() : theme.pressure());
    if (preempted) {
      surface.hatchRect(x, y, w, h, Hatch.OFF_CPU, Argb.withAlpha(theme.background(), 0.55));
    }
  }

  private double xOf(int column) {
    return plot.x() + plot.width() * column / DelayCloud.COLUMNS;
  }

  private double yOf(int row) {
    return plot.bottom() - plot.height() * row / DelayCloud.ROWS;
  }

  /// The wait nearest to a point, within reach.
  ///
  /// @param x logical pixels
  /// @param y logical pixels
  /// @return the longest wait of the cell there, empty if none is near
  public Optional<DelayCloud.Point> at(double x, double y) {
    if (!plot.contains(x, y)) {
      return Optional.empty();
    }
    int column = (int) ((x - plot.x()) / plot.width() * DelayCloud.COLUMNS);
    int row = (int) ((plot.bottom() - y) / plot.height() * DelayCloud.ROWS);
    Optional<DelayCloud.Point> best = Optional.empty();
    double bestDistance = Double.MAX_VALUE;
    for (int r = Math.max(0, row - REACH); r <= Math.min(DelayCloud.ROWS - 1, row + REACH); r++) {
      int last = Math.min(DelayCloud.COLUMNS - 1, column + REACH);
      for (int c = Math.max(0, column - REACH); c <= last; c++) {
        double distance = Math.hypot(c - column, r - row);
        if (distance < bestDistance && cloud.longest(c, r).isPresent()) {
          best = cloud.longest(c, r);
          bestDistance = distance;
        }
      }
    }
    return best;
  }
}
