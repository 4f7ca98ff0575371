package dev.corelane.render.surface;

import java.util.Arrays;

/// Anti-aliased filling of convex polygons: exact horizontally, [#SUBROWS] samples vertically.
final class ConvexFill {
  private static final int SUBROWS = 8;

  private float[] covered = new float[64];

  /// Receives the pixels that the polygon touches.
  interface PixelSink {
    void accept(int column, int row, int coverage);
  }

  /// Fills a polygon within a clip.
  ///
  /// @param points corners in device pixels, x and y in turn
  void fill(
      double[] points, int clipLeft, int clipTop, int clipRight, int clipBottom, PixelSink sink) {
    double minX = Double.MAX_VALUE;
    double maxX = -Double.MAX_VALUE;
    double minY = Double.MAX_VALUE;
    double maxY = -Double.MAX_VALUE;
    for (int i = 0; i < points.length; i += 2) {
      minX = Math.min(minX, points[i]);
      maxX = Math.max(maxX, points[i]);
      minY = Math.min(minY, points[i + 1]);
      maxY = Math.max(maxY, points[i + 1]);
    }
    int left = Math.max(clipLeft, (int) Math.floor(minX));
    int right = Math.min(clipRight, (int) Math.ceil(maxX));
    int top = Math.max(clipTop, (int) Math.floor(minY));
    int bottom = Math.min(clipBottom, (int) Math.ceil(maxY));
    if (left >= right || top >= bottom) {
      return;
    }
    if (covered.length < right - left) {
      covered = new float[2 * (right - left)];
    }
    for (int row = top; row < bottom; row++) {
      Arrays.fill(covered, 0, right - left, 0);
      for (int sub = 0; sub < SUBROWS; sub++) {
        addSpan(points, row + (sub + 0.5) / SUBROWS, left, right);
      }
      for (int column = left; column < right; column++) {
        int coverage = Math.round(covered[column - left] * 255 / SUBROWS);
        if (coverage > 0) {
          sink.accept(column, row, coverage);
        }
      }
    }
  }

  private void addSpan(double[] points, double y, int left, int right) {
    double from = Double.MAX_VALUE;
    double to = -Double.MAX_VALUE;
    for (int i = 0; i < points.length; i += 2) {
      int j = i + 2 == points.length ? 0 : i + 2;
      double y1 = points[i + 1];
      double y2 = points[j + 1];
      if ((y1 <= y) != (y2 <= y)) {
        double x = points[i] + (y - y1) / (y2 - y1) * (points[j] - points[i]);
        from = Math.min(from, x);
        to = Math.max(to, x);
      }
    }
    from = Math.max(from, left);
    to = Math.min(to, right);
    if (from >= to) {
      return;
    }
    int first = (int) Math.floor(from);
    int last = Math.min(right - 1, (int) Math.floor(to));
    if (first == last) {
      covered[first - left] += (float) (to - from);
      return;
    }
    covered[first - left] += (float) (first + 1 - from);
    for (int column = first + 1; column < last; column++) {
      covered[column - left] += 1;
    }
    covered[last - left] += (float) (to - last);
  }
}
