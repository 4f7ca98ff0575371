package dev.corelane.desktop.shell.replay;

import dev.corelane.replay.statistics.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// From values to places along an axis: linear, or logarithmic where values span more than a factor
/// of 30 and 0 need not be shown.
///
/// @param least value at the begin of the axis
/// @param most value at its end
/// @param log whether equal lengths are equal factors
record PlotScale(double least, double most, boolean log) {
  private static final double WIDE = 30;
  private static final double MARGIN = 0.06;
  private static final int WANTED_TICKS = 5;
  private static final double[] STEPS = {1, 2, 5, 10};

  static PlotScale of(Stream<Band> values, boolean fromZero) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Band band : values.toList()) {
      low = Math.min(low, band.low());
      high = Math.max(high, band.high());
    }
    if (low > high) {
      return new PlotScale(0, 1, false);
    }
    if (!fromZero && low > 0 && high / low >= WIDE) {
      double more = Math.pow(high / low, MARGIN);
      return new PlotScale(low / more, high * more, true);
    }
    double from = fromZero ? Math.min(0, low) : low;
    double length = high > from ? high - from : Math.max(1, Math.abs(high));
    double below = from == 0 ? 0 : length * MARGIN;
    double least = low >= 0 ? Math.max(0, from - below) : from - below;
    return new PlotScale(least, high + length * MARGIN, false);
  }

  /// @return 0 at the begin, 1 at the end
  double place(double value) {
    return log
        ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
        : (value - least) / (most - least);
  }

  List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    if (log) {
      double decade = Math.pow(10, Math.floor(Math.log10(least)));
      boolean few = most / least < 1_000;
      for (; decade <= most; decade *= 10) {
        for (double step : few ? new double[] {1, 3} : new double[] {1}) {
          if (decade * step >= least && decade * step <= most) {
            ticks.add(decade * step);
          }
        }
      }
      return ticks;
    }
    double rough = (most - least) / WANTED_TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * 10;
    for (double factor : STEPS) {
      if (power * factor >= rough) {
        step = power * factor;
        break;
      }
    }
    for (double tick = Math.ceil(least / step) * step; tick <= most; tick += step) {
      ticks.add(Math.rint(tick / step) * step);
    }
    return ticks;
  }
}
