package dev.corelane.render.paint;

import dev.corelane.render.digest.LengthHistogram;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.SideLook;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import java.util.List;

/// Paints distributions of lengths of several recordings into one chart, with a logarithmic axis of
/// time and a line of numbers for each.
public final class DistributionPainter {
  private static final double LEFT = 64;
  private static final double RIGHT = 20;
  private static final double BOTTOM = 26;
  private static final double LINE = 18;
  private static final double SAMPLE = 34;
  private static final double THICK = 1.6;
  private static final double SHORTEST_SHARE = 0.002;

  /// Bins of a histogram per factor of ten.
  private static final int COARSE = 10;

  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};
  private static final double[] PERCENTILES = {0.5, 0.9, 0.99, 0.999, 0.9999};

  private final List<Part> parts;
  private final Form form;
  private final Area area;
  private final int fromDecade;
  private final int toDecade;

  /// How a distribution is drawn.
  public enum Form {
    /// Share of observations up to a length.
    ECDF("Cumulative"),
    /// Share of observations about a length.
    HISTOGRAM("Histogram"),
    /// Length by percentile.
    PERCENTILES("Percentiles");

    private final String title;

    Form(String title) {
      this.title = title;
    }

    /// @return in words
    public String title() {
      return title;
    }
  }

  /// The distribution of one recording.
  ///
  /// @param name what it is called
  /// @param lengths the distribution
  public record Part(String name, LengthHistogram lengths) {}

  /// @param parts up to four
  /// @param form how to draw them
  /// @param area where
  public DistributionPainter(List<Part> parts, Form form, Area area) {
    this.parts = List.copyOf(parts);
    this.form = form;
    this.area = area;
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (Part part : parts) {
      if (part.lengths().count() > 0) {
        // Single lengths far below all others would leave most of the chart empty.
        double shortest = part.lengths().quantileNs(SHORTEST_SHARE);
        first = Math.min(first, (int) Math.floor(Math.log10(Math.max(1, shortest))));
        last = Math.max(last, part.lengths().lastBin() / LengthHistogram.PER_DECADE + 1);
      }
    }
    fromDecade = first == Integer.MAX_VALUE ? 0 : first;
    toDecade = last == Integer.MIN_VALUE ? 1 : last;
  }

  /// Paints.
  ///
  /// @param surface where
  /// @param theme colours
  public void paint(Surface surface, Theme theme) {
    for (int i = 0; i < parts.size(); i++) {
      legend(surface, theme, i);
    }
    Area plot = plot();
    if (plot.width() < 1 || plot.height() < 1) {
      return;
    }
    surface.fillRect(plot.x(), plot.y(), plot.width(), plot.height(), theme.lane());
    if (form == Form.PERCENTILES) {
      percentileAxes(surface, theme, plot);
    } else {
      lengthAxes(surface, theme, plot);
    }
    surface.pushClip(plot.x(), plot.y() - 1, plot.width(), plot.height() + 2);
    for (int i = 0; i < parts.size(); i++) {
      LengthHistogram lengths = parts.get(i).lengths();
      if (lengths.count() > 0) {
        var line = new DashedLine(surface, SideLook.color(i, theme), SideLook.dashes(i), THICK);
        switch (form) {
          case ECDF -> cumulative(line, lengths, plot);
          case HISTOGRAM -> histogram(line, lengths, plot);
          case PERCENTILES -> percentiles(line, lengths, plot);
        }
      }
    }
    surface.pop();
  }

  private Area plot() {
    double top = area.y() + parts.size() * LINE + 8;
    return new Area(
        area.x() + LEFT,
        top,
        Math.max(0, area.width() - LEFT - RIGHT),
        Math.max(0, area.bottom() - BOTTOM - top));
  }

  private void legend(Surface surface, Theme theme, int side) {
    double top = area.y() + side * LINE;
    double y = top + LINE / 2;
    var line = new DashedLine(surface, SideLook.color(side, theme), SideLook.dashes(side), 2);
    line.moveTo(area.x() + LEFT, y);
    line.lineTo(area.x() + LEFT + SAMPLE, y);
    Part part = parts.get(side);
    double x = area.x() + LEFT + SAMPLE + 10;
    double baseline = Type.SMALL.baselineIn(top, LINE);
    String numbers = numbers(part.lengths());
    double room = area.right() - RIGHT - x - surface.measureText(numbers, Type.SMALL) - 16;
    String name = fitted(surface, part.name(), room);
    surface.text(name, x, baseline, Type.SMALL_BOLD, theme.text());
    x += surface.measureText(name, Type.SMALL_BOLD) + 16;
    surface.text(numbers, x, baseline, Type.SMALL, theme.textSoft());
  }

  private static String fitted(Surface surface, String text, double room) {
    if (surface.measureText(text, Type.SMALL_BOLD) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 1 && surface.measureText(text.substring(0, end) + "...", Type.SMALL_BOLD) > room) {
      end--;
    }
    return text.substring(0, end) + "...";
  }

  /// A quantile that rests on no observation beyond it is not told.
  static String numbers(LengthHistogram lengths) {
    if (lengths.count() == 0) {
      return "none";
    }
    var text = new StringBuilder("n ").append(TimeText.count(lengths.count()));
    for (double share : new double[] {0.5, 0.95, 0.99}) {
      if (lengths.tells(share)) {
        text.append("   p")
            .append(Math.round(share * 100))
            .append(' ')
            .append(TimeText.duration(lengths.quantileNs(share)));
      }
    }
    return text.append("   max ").append(TimeText.duration(lengths.longestNs())).toString();
  }

  private double xOf(double ns, Area plot) {
    double share = (Math.log10(ns) - fromDecade) / (toDecade - fromDecade);
    return plot.x() + share * plot.width();
  }

  private void lengthAxes(Surface surface, Theme theme, Area plot) {
    double most = form == Form.HISTOGRAM ? mostInCoarse() : 1;
    for (double share : SHARES) {
      double y = plot.bottom() - share * plot.height();
      surface.fillRect(plot.x(), y, plot.width(), surface.pixel(), theme.gridMajor());
      right(surface, theme, TimeText.percent(share * most), plot.x() - 8, y);
    }
    double lastRight = Double.NEGATIVE_INFINITY;
    for (int decade = fromDecade; decade <= toDecade; decade++) {
      double ns = Math.pow(10, decade);
      double x = xOf(ns, plot);
      surface.fillRect(x, plot.y(), surface.pixel(), plot.height(), theme.gridMajor());
      for (int k = 2; decade < toDecade && k < 10; k++) {
        double minor = xOf(k * ns, plot);
        surface.fillRect(minor, plot.bottom() - 4, surface.pixel(), 4, theme.border());
      }
      String label = label(ns);
      double width = surface.measureText(label, Type.SMALL);
      double least = plot.x() - LEFT;
      double left = Math.clamp(x - width / 2, least, Math.max(least, area.right() - width));
      if (left > lastRight + 8) {
        surface.text(label, left, plot.bottom() + 17, Type.SMALL, theme.textSoft());
        lastRight = left + width;
      }
    }
  }

  private void percentileAxes(Surface surface, Theme theme, Area plot) {
    for (int decade = fromDecade; decade <= toDecade; decade++) {
      double y = yOf(Math.pow(10, decade), plot);
      surface.fillRect(plot.x(), y, plot.width(), surface.pixel(), theme.gridMajor());
      right(surface, theme, label(Math.pow(10, decade)), plot.x() - 8, y);
    }
    for (double share : PERCENTILES) {
      double x = percentileX(share, plot);
      surface.fillRect(x, plot.y(), surface.pixel(), plot.height(), theme.gridMajor());
      String label = "p" + TimeText.percent(share).replace("\u00A0%", "");
      if (share > 0.99) {
        label = "p" + (share > 0.9995 ? "99.99" : "99.9");
      }
      double left = x - surface.measureText(label, Type.SMALL) / 2;
      surface.text(label, left, plot.bottom() + 17, Type.SMALL, theme.textSoft());
    }
  }

  /// A power of ten without decimals.
  private static String label(double ns) {
    return TimeText.exact(Math.round(ns));
  }

  private static void right(Surface surface, Theme theme, String text, double x, double middle) {
    double left = x - surface.measureText(text, Type.SMALL);
    surface.text(text, left, Type.SMALL.baselineIn(middle - 8, 16), Type.SMALL, theme.textSoft());
  }

  private double yOf(double ns, Area plot) {
    double share = (Math.log10(ns) - fromDecade) / (toDecade - fromDecade);
    return plot.bottom() - share * plot.height();
  }

  /// The axis of percentiles gives the same room to each further nine.
  private static double percentileX(double share, Area plot) {
    return plot.x() + Math.min(1, -Math.log10(1 - share) / 4.3) * plot.width();
  }

  private void cumulative(DashedLine line, LengthHistogram lengths, Area plot) {
    long below = 0;
    int last = lengths.lastBin();
    line.moveTo(plot.x(), plot.bottom());
    for (int bin = lengths.firstBin(); bin <= last; bin++) {
      if (lengths.inBin(bin) == 0) {
        continue;
      }
      double x = xOf(LengthHistogram.lowerNs(bin + 1), plot);
      line.lineTo(x, plot.bottom() - (double) below / lengths.count() * plot.height());
      below += lengths.inBin(bin);
      line.lineTo(x, plot.bottom() - (double) below / lengths.count() * plot.height());
    }
    line.lineTo(plot.right(), plot.y());
  }

  private static long[] coarse(LengthHistogram lengths) {
    int fine = LengthHistogram.PER_DECADE / COARSE;
    long[] sums = new long[lengths.bins() / fine + 1];
    for (int bin = 0; bin < lengths.bins(); bin++) {
      sums[bin / fine] += lengths.inBin(bin);
    }
    return sums;
  }

  private double mostInCoarse() {
    double most = 0;
    for (Part part : parts) {
      for (long sum : coarse(part.lengths())) {
        most = Math.max(most, (double) sum / Math.max(1, part.lengths().count()));
      }
    }
    return most > 0 ? most : 1;
  }

  private void histogram(DashedLine line, LengthHistogram lengths, Area plot) {
    double most = mostInCoarse();
    long[] sums = coarse(lengths);
    line.moveTo(plot.x(), plot.bottom());
    for (int bin = fromDecade * COARSE; bin < toDecade * COARSE; bin++) {
      double y = plot.bottom() - sums[bin] / (most * lengths.count()) * plot.height();
      line.lineTo(xOf(Math.pow(10, (double) bin / COARSE), plot), y);
      line.lineTo(xOf(Math.pow(10, (bin + 1.0) / COARSE), plot), y);
    }
    line.lineTo(plot.right(), plot.bottom());
  }

  private void percentiles(DashedLine line, LengthHistogram lengths, Area plot) {
    boolean first = true;
    for (double x = 0; x <= plot.width(); x += 2) {
      double share = 1 - Math.pow(10, -x / plot.width() * 4.3);
      if (!lengths.tells(share)) {
        return;
      }
      double y = yOf(Math.max(1, lengths.quantileNs(share)), plot);
      if (first) {
        line.moveTo(plot.x() + x, y);
        first = false;
      } else {
        line.lineTo(plot.x() + x, y);
      }
    }
  }
}
