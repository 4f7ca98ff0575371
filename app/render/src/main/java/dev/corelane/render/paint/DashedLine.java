package dev.corelane.render.paint;

import dev.corelane.render.surface.Surface;

/// A line of several straight pieces whose dashes go on from one piece to the next.
final class DashedLine {
  private final Surface surface;
  private final int color;
  private final double[] dashes;
  private final double thickness;
  private double x;
  private double y;
  private int dash;
  private double left;

  /// @param dashes lengths of lines and gaps in turn; none for a full line
  DashedLine(Surface surface, int color, double[] dashes, double thickness) {
    this.surface = surface;
    this.color = color;
    this.dashes = dashes;
    this.thickness = thickness;
    left = dashes.length == 0 ? 0 : dashes[0];
  }

  void moveTo(double toX, double toY) {
    x = toX;
    y = toY;
  }

  void lineTo(double toX, double toY) {
    double length = Math.hypot(toX - x, toY - y);
    if (length == 0) {
      return;
    }
    if (dashes.length == 0) {
      surface.line(x, y, toX, toY, thickness, color);
    } else {
      double done = 0;
      while (done < length) {
        double step = Math.min(left, length - done);
        if (dash % 2 == 0) {
          surface.line(
              x + (toX - x) * done / length,
              y + (toY - y) * done / length,
              x + (toX - x) * (done + step) / length,
              y + (toY - y) * (done + step) / length,
              thickness,
              color);
        }
        done += step;
        left -= step;
        if (left <= 1e-9) {
          dash = (dash + 1) % dashes.length;
          left = dashes[dash];
        }
      }
    }
    moveTo(toX, toY);
  }
}
