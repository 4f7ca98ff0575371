package dev.corelane.render.paint;

import dev.corelane.render.digest.RunDelay;
import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;

/// Paints the run delay before each slice as a line that ends at the slice. Only where slices are
/// wide enough to tell whose it is; lines of neighbours stand below each other.
final class TailPainter {
  /// Slices narrower than this have no tail, in logical pixels.
  private static final double LEAST_SLICE_PX = 6;

  private static final double LEAST_TAIL_PX = 2;
  private static final double THICKNESS = 2;
  private static final double TICK = 4;
  private static final int LEVELS = 2;
  private static final double LEVEL = 4;
  private static final double FROM_BOTTOM = 4;

  /// More visible slices than this are too many to tell apart.
  private static final long MOST_SLICES = 600;

  void paint(Frame frame, int cpu, double top, double height, Shown shown) {
    CpuSlices slices = frame.digest().timeline().slices(cpu);
    TimeScale scale = frame.state().scale();
    if (slices.count() == 0) {
      return;
    }
    long first = Math.max(0, slices.at(scale.visible().startNs()));
    long last = Math.max(0, slices.at(scale.visible().endNs()));
    if (last - first > MOST_SLICES) {
      return;
    }
    CoreBands bands = CoreBands.of(height);
    double bottom = top + bands.bodyTop() + bands.body() - FROM_BOTTOM;
    for (long i = first; i <= last; i++) {
      int task = slices.task(i);
      double from = scale.toPx(slices.startNs(i));
      if (task <= Task.UNKNOWN || scale.toPx(slices.endNs(i)) - from < LEAST_SLICE_PX) {
        continue;
      }
      long delay = RunDelay.before(frame.digest().timeline(), task, slices.startNs(i));
      double length = scale.lengthPx(delay);
      if (length >= LEAST_TAIL_PX) {
        // Below the names of the slices.
        double y = bottom - LEVEL * (i % LEVELS);
        tail(frame.surface(), frame.theme(), Math.max(-TICK, from - length), from, y);
        shown.addTails();
      }
    }
  }

  /// Paints one tail.
  static void tail(Surface surface, Theme theme, double from, double to, double y) {
    int halo = Argb.withAlpha(theme.markHalo(), 0.75);
    surface.fillRect(from - 1, y - THICKNESS / 2 - 1, to - from + 1, THICKNESS + 2, halo);
    surface.fillRect(from, y - THICKNESS / 2, to - from, THICKNESS, theme.delay());
    surface.fillRect(from, y - TICK / 2, THICKNESS / 2, TICK, theme.delay());
  }
}
