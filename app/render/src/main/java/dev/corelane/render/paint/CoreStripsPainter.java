package dev.corelane.render.paint;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.surface.Surface;

/// Paints the strips below the slices: how many tasks waited for the CPU, and the longest run delay
/// that ended there.
final class CoreStripsPainter {
  /// Shorter run delays are no more than the cost of a switch.
  static final double LOG_FLOOR_NS = 10_000;

  private final CoreColumns columns;

  CoreStripsPainter(CoreColumns columns) {
    this.columns = columns;
  }

  void paint(Frame frame, CoreBands bands, Shown shown) {
    if (bands.strip() == 0) {
      return;
    }
    shown.addStrips(columns.exactDelay);
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
        c ->
            columns.exactDelay
                ? logShare(columns.delay[c], worst)
                : rootShare(columns.delay[c], worst),
        frame.theme().delay());
  }

  /// The number of waiting tasks that fills the strip.
  static double pressureScale(TraceDigest digest) {
    return Math.max(1, Math.ceil(digest.mostRunnable()));
  }

  /// The longest of many run delays: its square root, so that the worst one does not hide the rest.
  private static double rootShare(long delayNs, double worstNs) {
    return worstNs > 0 ? Math.sqrt(delayNs / worstNs) : 0;
  }

  /// A single run delay: its logarithm, since single ones differ by powers of ten.
  private static double logShare(long delayNs, double worstNs) {
    if (delayNs <= LOG_FLOOR_NS) {
      return 0;
    }
    return Math.log(delayNs / LOG_FLOOR_NS) / Math.log(Math.max(worstNs / LOG_FLOOR_NS, 10));
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
              columns.grid.x(runStart),
              top + height - runHeight,
              (c - runStart) * columns.grid.width(),
              runHeight,
              color);
        }
        runStart = c;
        runHeight = filled;
      }
    }
  }
}
