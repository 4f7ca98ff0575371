package dev.corelane.render.view;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;

/// Columns of equal width over the visible time. Their edges stand at multiples of the width from
/// the start of the timeline and not from the edge of the view, so what a column shows does not
/// change while panning.
///
/// @param left left edge of the first column in logical pixels, more than `-width` and at most 0
/// @param width of a column in logical pixels
/// @param count number of columns, enough to cover the view
public record Grid(double left, double width, int count) {
  /// A grid for a view.
  ///
  /// @param scale the view
  /// @param width of a column in logical pixels
  /// @return the grid
  public static Grid of(TimeScale scale, double width) {
    double columnNs = scale.nsPerPx() * width;
    double offsetNs = (scale.startNs() - scale.bounds().startNs()) + scale.startFraction();
    double left = -(offsetNs % columnNs) / scale.nsPerPx();
    int count = (int) Math.max(1, Math.ceil((scale.width() - left) / width - 1e-9));
    return new Grid(left, width, count);
  }

  /// The grid of the columns that core lanes are made of: one logical pixel wide (rounded down to
  /// device pixels), and up to three where a pixel holds about one slice, since a picture of single
  /// slices in single pixels is noise.
  ///
  /// @param digest of the timeline
  /// @param scale the view
  /// @param pixel size of a device pixel in logical pixels
  /// @return the grid
  public static Grid columns(TraceDigest digest, TimeScale scale, double pixel) {
    double one = Math.max(1, Math.floor(1 / pixel + 1e-9)) * pixel;
    double cpuTime =
        (double) digest.timeline().range().durationNs() * digest.timeline().cpus().size();
    double slicePx = scale.lengthPx(cpuTime / Math.max(1, digest.switches()));
    return of(scale, one * pixelsPerColumn(slicePx));
  }

  /// Enough for some slices per column while slices are shorter than a pixel; fewer again when they
  /// begin to be seen one by one.
  private static int pixelsPerColumn(double slicePx) {
    if (slicePx < 0.2) {
      return slicePx < 0.12 ? 1 : 2;
    }
    return slicePx < 1.2 ? 3 : slicePx < 2 ? 2 : 1;
  }

  /// @param column 0 up; `count` gives the right edge of the last one
  /// @return left edge of the column in logical pixels
  public double x(int column) {
    return left + column * width;
  }

  /// @param x logical pixels
  /// @return how many columns lie left of it; its whole part is the column that holds it
  public double column(double x) {
    return (x - left) / width;
  }
}
