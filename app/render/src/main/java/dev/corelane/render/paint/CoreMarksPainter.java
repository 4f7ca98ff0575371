package dev.corelane.render.paint;

import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Marker;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.view.Grid;
import dev.corelane.render.view.MarkStyle;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.timeline.CpuSlices;

/// Paints the band above the slices: every involuntary switch where there is room, else their
/// number per cell of time.
final class CoreMarksPainter {
  /// Marks nearer than this to the last one are left out.
  private static final double LEAST_DISTANCE = 4;

  private static final double BAR_ALPHA = 0.75;

  private final CoreColumns columns;

  CoreMarksPainter(CoreColumns columns) {
    this.columns = columns;
  }

  void paint(Frame frame, Lane.Core core, CoreBands bands, Shown shown) {
    MarkStyle style = frame.marks();
    if (style.single()) {
      paintMarks(frame, core, bands, shown);
    } else {
      paintBars(frame, style, bands, shown);
    }
  }

  /// The shape of an involuntary end.
  ///
  /// @param end an involuntary one
  /// @return the shape
  static Marker shape(SliceEnd end) {
    return switch (end) {
      case PREEMPTED_USER -> Marker.TRIANGLE_DOWN;
      case PREEMPTED_KERNEL -> Marker.DIAMOND;
      default -> Marker.SQUARE;
    };
  }

  /// The colour of bars.
  static int barColor(Theme theme) {
    return Argb.mix(theme.background(), theme.mark(), BAR_ALPHA);
  }

  private void paintMarks(Frame frame, Lane.Core core, CoreBands bands, Shown shown) {
    Surface surface = frame.surface();
    CpuSlices slices = frame.digest().timeline().slices(core.cpu());
    double size = Math.min(MarkStyle.MARK, bands.marks());
    double pixel = surface.pixel();
    double last = Double.NEGATIVE_INFINITY;
    int ink = frame.theme().mark();
    for (int m = 0; m < columns.markedCount; m++) {
      long slice = columns.marked[m];
      double x = frame.state().scale().toPx(slices.endNs(slice));
      if (x - last < LEAST_DISTANCE) {
        continue;
      }
      last = x;
      double snapped = Math.rint(x / pixel) * pixel;
      surface.fillRect(snapped - pixel, bands.bodyTop(), pixel, bands.body(), ink);
      Marker shape = shape(slices.end(slice));
      shown.addMarker(shape);
      surface.marker(shape, snapped - pixel / 2, bands.marks(), size, ink);
    }
  }

  private void paintBars(Frame frame, MarkStyle style, CoreBands bands, Shown shown) {
    int ink = barColor(frame.theme());
    Grid cells = Grid.of(frame.state().scale(), MarkStyle.CELL);
    for (int cell = 0; cell < columns.cells; cell++) {
      double x = cells.x(cell);
      if (columns.involuntary[cell] > 0) {
        shown.addBars(columns.holders[cell] > 0);
      }
      bar(frame, x, columns.involuntary[cell], style, bands, ink);
      bar(frame, x, columns.holders[cell], style, bands, frame.theme().alarm());
    }
  }

  private static void bar(
      Frame frame, double x, int count, MarkStyle style, CoreBands bands, int ink) {
    if (count > 0) {
      double share = Math.min(1, (double) count / style.fullCount());
      double height = Math.max(frame.surface().pixel(), share * bands.marks());
      frame.surface().fillRect(x, bands.marks() - height, MarkStyle.CELL, height, ink);
    }
  }
}
