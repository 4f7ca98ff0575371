package dev.corelane.render.testing;

import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.text.TextStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Remembers which rectangles were filled or hatched, so that a test can ask what is seen at a
/// point. Text and lines are left out.
public final class RectSurface implements Surface {
  /// A rectangle on whole pixels.
  ///
  /// @param hatch the pattern, empty of a full one
  public record Rect(int left, int top, int right, int bottom, Optional<Hatch> hatch, int argb) {
    boolean holds(int x, int y) {
      return x >= left && x < right && y >= top && y < bottom;
    }
  }

  private final double width;
  private final double height;
  private final List<Rect> rects = new ArrayList<>();
  private final Deque<double[]> moves = new ArrayDeque<>();
  private double dx;
  private double dy;

  public RectSurface(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /// What covers a pixel, the topmost first.
  public List<Rect> at(int x, int y) {
    return rects.reversed().stream().filter(r -> r.holds(x, y)).toList();
  }

  @Override
  public double width() {
    return width;
  }

  @Override
  public double height() {
    return height;
  }

  @Override
  public double pixel() {
    return 1;
  }

  @Override
  public void fillRect(double x, double y, double w, double h, int argb) {
    add(x, y, w, h, Optional.empty(), argb);
  }

  @Override
  public void hatchRect(double x, double y, double w, double h, Hatch hatch, int argb) {
    add(x, y, w, h, Optional.of(hatch), argb);
  }

  private void add(double x, double y, double w, double h, Optional<Hatch> hatch, int argb) {
    if (w > 0 && h > 0) {
      rects.add(
          new Rect(
              (int) Math.round(x + dx),
              (int) Math.round(y + dy),
              (int) Math.round(x + dx + w),
              (int) Math.round(y + dy + h),
              hatch,
              argb));
    }
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, double thickness, int argb) {}

  @Override
  public void fillConvex(double[] points, int argb) {}

  @Override
  public void text(String text, double x, double baseline, TextStyle style, int argb) {}

  @Override
  public double measureText(String text, TextStyle style) {
    return text.length() * style.size() / 2;
  }

  @Override
  public void pushClip(double x, double y, double w, double h) {
    moves.push(new double[] {0, 0});
  }

  @Override
  public void pushTranslate(double byX, double byY) {
    moves.push(new double[] {byX, byY});
    dx += byX;
    dy += byY;
  }

  @Override
  public void pop() {
    double[] move = moves.pop();
    dx -= move[0];
    dy -= move[1];
  }
}
