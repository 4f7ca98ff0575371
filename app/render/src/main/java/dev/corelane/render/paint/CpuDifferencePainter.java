package dev.corelane.render.paint;

import dev.corelane.render.digest.CpuDifference;
import dev.corelane.render.digest.SideBySide.Side;
import dev.corelane.render.layout.DifferenceBands;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.DifferenceColumns;
import dev.corelane.trace.timeline.CpuSlices;

/// Paints what ran on a CPU in one timeline and not in the other: above the middle line, filled,
/// what ran in the first only; below it, hatched, what ran in the second only; nothing where
/// threads of one class ran in both. Zoomed out, the height is the share of time.
public final class CpuDifferencePainter {
  private static final double PALE = 0.62;
  private static final double LABEL_LEAST = 26;
  private static final double LABEL_HEIGHT = 13;
  private static final double LABEL_PADDING = 5;
  private static final int LEAST_NAME = 4;
  private static final double SWATCH = 18;
  private static final double SWATCH_HEIGHT = 10;
  private static final double GAP = 6;

  private final Surface surface;
  private final Theme theme;

  /// @param surface where to draw
  /// @param theme colours
  public CpuDifferencePainter(Surface surface, Theme theme) {
    this.surface = surface;
    this.theme = theme;
  }

  /// Paints a lane.
  ///
  /// @param difference what is shown
  /// @param columns what of it is in view
  /// @param area the lane without its header
  public void paint(CpuDifference difference, DifferenceColumns columns, Area area) {
    var bands = new DifferenceBands(area.height());
    surface.pushClip(area.x(), area.y(), area.width(), area.height());
    surface.pushTranslate(area.x(), area.y());
    surface.fillRect(0, 0, area.width(), area.height(), theme.lane());
    if (columns.pending()) {
      double baseline = Type.SMALL.baselineIn(0, area.height());
      surface.text("Being counted\u2026", LABEL_PADDING, baseline, Type.SMALL, theme.textSoft());
    } else {
      paintUnknown(columns, bands);
      new Part(difference.sides().first(), difference.first(), columns.first(), true)
          .paint(columns, bands);
      new Part(difference.sides().second(), difference.second(), columns.second(), false)
          .paint(columns, bands);
    }
    double pixel = surface.pixel();
    surface.fillRect(0, bands.middle() - pixel / 2, area.width(), pixel, theme.textSoft());
    surface.pop();
    surface.pop();
  }

  /// What is not known stands at the outer edges, away from what is.
  private void paintUnknown(DifferenceColumns columns, DifferenceBands bands) {
    int run = 0;
    while (run < columns.grid().count()) {
      double unknown = columns.unknown(run);
      int end = run + 1;
      while (end < columns.grid().count() && columns.unknown(end) == unknown) {
        end++;
      }
      double reach = bands.reach(unknown);
      if (reach > 0) {
        double x = columns.grid().x(run);
        double width = columns.grid().x(end) - x;
        surface.hatchRect(x, 0, width, reach, Hatch.UNKNOWN, quiet());
        double bottom = bands.bottom();
        surface.hatchRect(x, bottom - reach, width, reach, Hatch.UNKNOWN, quiet());
      }
      run = end;
    }
  }

  /// One half of a lane.
  private final class Part {
    private final Side side;
    private final CpuSlices slices;
    private final DifferenceColumns.Half half;
    private final boolean above;

    Part(Side side, CpuSlices slices, DifferenceColumns.Half half, boolean above) {
      this.side = side;
      this.slices = slices;
      this.half = half;
      this.above = above;
    }

    void paint(DifferenceColumns columns, DifferenceBands bands) {
      for (int c = 0; c < columns.grid().count(); c++) {
        if (half.wideAt(c) < 0) {
          paintShares(columns, bands, c);
        }
      }
      for (int w = 0; w < half.wide(); w++) {
        double x = columns.grid().x(half.from(w));
        paintSlice(bands, half.slice(w), x, columns.grid().x(half.to(w)) - x);
      }
    }

    private void paintShares(DifferenceColumns columns, DifferenceBands bands, int column) {
      double x = columns.grid().x(column);
      double level = 0;
      for (int k = 0; k < half.classes(); k++) {
        double share = half.share(column, k);
        if (share > 0) {
          double near = bands.reach(level);
          level += share;
          double far = Math.min(bands.half(), bands.reach(level));
          double top = above ? bands.middle() - far : bands.middle() + near;
          fill(x, top, columns.grid().width(), far - near, side.classes().classColor(k));
        }
      }
    }

    private void paintSlice(DifferenceBands bands, long slice, double x, double width) {
      int task = slices.task(slice);
      double top = above ? bands.middle() - bands.half() : bands.middle();
      int color = side.classes().colorOf(task);
      fill(x, top, width, bands.half(), color);
      surface.fillRect(x, top, surface.pixel(), bands.half(), theme.lane());
      if (width >= LABEL_LEAST && bands.half() >= LABEL_HEIGHT) {
        String name = side.timeline().taskName(task, slices.startNs(slice));
        String text =
            TextFit.fit(surface, name, width - 2 * LABEL_PADDING, Type.SMALL_BOLD, LEAST_NAME);
        int ink = above ? theme.textOn(color) : theme.text();
        double baseline = Type.SMALL_BOLD.baselineIn(top, bands.half());
        if (!above && !text.isEmpty()) {
          // On hatching a name cannot be read.
          double room = surface.measureText(text, Type.SMALL_BOLD) + 2 * 2;
          surface.fillRect(x + LABEL_PADDING - 2, top, room, bands.half(), pale(color));
        }
        surface.text(text, x + LABEL_PADDING, baseline, Type.SMALL_BOLD, ink);
      }
    }

    private void fill(double x, double top, double width, double height, int color) {
      if (above) {
        surface.fillRect(x, top, width, height, color);
      } else {
        hatched(x, top, width, height, color);
      }
    }
  }

  /// Of what is not known there may be much, and nothing to see in it.
  private int quiet() {
    return Argb.mix(theme.hole(), theme.lane(), 0.5);
  }

  private int pale(int color) {
    return Argb.mix(color, theme.lane(), PALE);
  }

  private void hatched(double x, double top, double width, double height, int color) {
    surface.fillRect(x, top, width, height, pale(color));
    surface.hatchRect(x, top, width, height, Hatch.SECOND_ONLY, color);
  }

  /// Explains the lanes in a line.
  ///
  /// @param first name of the first timeline
  /// @param second name of the second
  /// @param area where; what does not fit is left out
  public void legend(String first, String second, Area area) {
    int ink = theme.busy();
    double top = area.y() + (area.height() - SWATCH_HEIGHT) / 2;
    double x = area.x();
    surface.pushClip(area.x(), area.y(), area.width(), area.height());
    surface.fillRect(x, top, SWATCH, SWATCH_HEIGHT, ink);
    x = explain("ran in " + first + ", not in " + second, x, area);
    hatched(x, top, SWATCH, SWATCH_HEIGHT, ink);
    x = explain("ran in " + second + ", not in " + first, x, area);
    surface.fillRect(x, top, SWATCH, SWATCH_HEIGHT, theme.lane());
    x = explain("the same class of threads, or idle, in both", x, area);
    surface.fillRect(x, top, SWATCH, SWATCH_HEIGHT, theme.lane());
    surface.hatchRect(x, top, SWATCH, SWATCH_HEIGHT, Hatch.UNKNOWN, quiet());
    explain("not recorded in one", x, area);
    surface.pop();
  }

  private double explain(String text, double x, Area area) {
    double left = x + SWATCH + GAP;
    double baseline = Type.SMALL.baselineIn(area.y(), area.height());
    surface.text(text, left, baseline, Type.SMALL, theme.textSoft());
    return left + surface.measureText(text, Type.SMALL) + 3 * GAP;
  }
}
