package dev.corelane.render.paint;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.surface.Surface;

/// Paints the strips below the slices: how many tasks waited for the CPU, and the longest run delay
/// that ended there.
final class CoreStripsPainter {
  /// Run delays up to this are no more than the cost of a switch.
  private static final double DELAY_FLOOR_NS = 10_000;

  private final CoreColumns columns;

  CoreStripsPainter(CoreColumns columns) {
    this.columns = columns;
  }

  void paint(Frame frame, CoreBands bands, Shown shown) {
    if (bands.strip() == 0) {
      return;
    }
    shown.addStrips();
    Surface surface = frame.surface();
    double width = frame.state().scale().width();
    surface.fillRect(0, bands.pressureTop(), width, bands.strip(), frame.theme().lane());
    surface.fillRect(0, bands.delayTop(), width, bands.strip(), frame.theme().lane());
    double most = pressureScale(frame.digest());
    double worst = frame.digest().worstDelayNs();
    paintStrip(
        surface,
        bands.pressureTop(),
        bands.strip(),
        c -> columns.runnable[c] / most,
        frame.theme().pressure());
    paintStrip(
        surface,
        bands.delayTop(),
        bands.strip(),
        c -> delayShare(columns.delay[c], worst),
        frame.theme().delay());
  }

  /// The number of waiting tasks that fills the strip.
  static double pressureScale(TraceDigest digest) {
    return Math.max(1, Math.ceil(digest.mostRunnable()));
  }

  /// The height of a run delay on a logarithmic scale from [#DELAY_FLOOR_NS] to the worst.
  static double delayShare(long delayNs, double worstNs) {
    if (delayNs <= DELAY_FLOOR_NS) {
      return 0;
    }
    double span = Math.log(Math.max(worstNs, 2 * DELAY_FLOOR_NS) / DELAY_FLOOR_NS);
    return Math.log(delayNs / DELAY_FLOOR_NS) / span;
  }

  private interface Share {
    double at(int column);
  }

  private void paintStrip(Surface surface, double top, double height, Share share, int color) {
    double pixel = surface.pixel();
    int runStart = 0;
    double runHeight = -1;
    for (int c = 0; c <= columns.columns; c++) {
      double filled = -1;
      if (c < columns.columns) {
        double part = Math.min(1, share.at(c));
        filled = part <= 0 ? 0 : Math.max(1, Math.rint(part * height / pixel)) * pixel;
      }
      if (filled != runHeight) {
        if (runHeight > 0) {
          surface.fillRect(
              runStart * columns.columnWidth,
              top + height - runHeight,
              (c - runStart) * columns.columnWidth,
              runHeight,
              color);
        }
        runStart = c;
        runHeight = filled;
      }
    }
  }
}
