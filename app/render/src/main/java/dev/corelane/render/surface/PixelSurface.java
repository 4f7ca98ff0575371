package dev.corelane.render.surface;

import dev.corelane.render.text.GlyphMask;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.text.TextStyle;
import java.util.Arrays;

/// The software rasteriser: an array of premultiplied ARGB pixels, row by row, that a window can
/// show as it is and [dev.corelane.render.image.PngWriter] can write.
///
/// Not thread-safe; a surface belongs to one thread at a time.
public final class PixelSurface implements Surface {
  private static final int STATE_SIZE = 4;

  private final int[] pixels;
  private final int columns;
  private final int rows;
  private final double scale;
  private final GlyphSource glyphs;
  private final ConvexFill convexFill = new ConvexFill();
  private final int[][] hatchCoverage = new int[Hatch.values().length][];

  private int clipLeft;
  private int clipTop;
  private int clipRight;
  private int clipBottom;
  private double originX;
  private double originY;
  private int[] savedClips = new int[8 * STATE_SIZE];
  private double[] savedOrigins = new double[8 * 2];
  private int depth;

  /// Makes a transparent surface.
  ///
  /// @param columns width in device pixels
  /// @param rows height in device pixels
  /// @param scale device pixels per logical pixel, more than 0
  /// @param glyphs gives the text
  /// @throws IllegalArgumentException if a size is not positive
  public PixelSurface(int columns, int rows, double scale, GlyphSource glyphs) {
    this(new int[Math.multiplyExact(columns, rows)], columns, rows, scale, glyphs);
  }

  /// Makes a surface over existing pixels, for instance those of a window.
  ///
  /// @param pixels premultiplied ARGB, at least `columns * rows`
  /// @param columns width in device pixels, also the length of a row
  /// @param rows height in device pixels
  /// @param scale device pixels per logical pixel, more than 0
  /// @param glyphs gives the text
  /// @throws IllegalArgumentException if a size is not positive or the array too short
  public PixelSurface(int[] pixels, int columns, int rows, double scale, GlyphSource glyphs) {
    if (columns <= 0 || rows <= 0 || !(scale > 0)) {
      throw new IllegalArgumentException(
          "surface of " + columns + " x " + rows + " at scale " + scale);
    }
    if (pixels.length < Math.multiplyExact(columns, rows)) {
      throw new IllegalArgumentException("too few pixels for " + columns + " x " + rows);
    }
    this.pixels = pixels;
    this.columns = columns;
    this.rows = rows;
    this.scale = scale;
    this.glyphs = glyphs;
    clipRight = columns;
    clipBottom = rows;
  }

  /// The pixels themselves, not a copy.
  ///
  /// @return premultiplied ARGB, row by row
  public int[] pixels() {
    return pixels;
  }

  /// @return width in device pixels
  public int columns() {
    return columns;
  }

  /// @return height in device pixels
  public int rows() {
    return rows;
  }

  /// @return device pixels per logical pixel
  public double scale() {
    return scale;
  }

  @Override
  public double width() {
    return columns / scale;
  }

  @Override
  public double height() {
    return rows / scale;
  }

  @Override
  public double pixel() {
    return 1 / scale;
  }

  /// Sets every pixel, whatever the clip.
  ///
  /// @param argb colour
  public void clear(int argb) {
    Arrays.fill(pixels, 0, columns * rows, Argb.premultiply(argb));
  }

  @Override
  public void fillRect(double x, double y, double width, double height, int argb) {
    int left = Math.max(clipLeft, deviceX(x));
    int right = Math.min(clipRight, deviceX(x + width));
    int top = Math.max(clipTop, deviceY(y));
    int bottom = Math.min(clipBottom, deviceY(y + height));
    if (left >= right || top >= bottom) {
      return;
    }
    int color = Argb.premultiply(argb);
    int alpha = color >>> 24;
    if (alpha == 255) {
      fillOpaque(left, top, right, bottom, color);
    } else if (alpha != 0) {
      for (int row = top; row < bottom; row++) {
        for (int i = row * columns + left, end = row * columns + right; i < end; i++) {
          pixels[i] = Argb.over(pixels[i], color);
        }
      }
    }
  }

  private void fillOpaque(int left, int top, int right, int bottom, int color) {
    if (right - left == 1) {
      for (int i = top * columns + left, end = bottom * columns + left; i < end; i += columns) {
        pixels[i] = color;
      }
      return;
    }
    for (int row = top; row < bottom; row++) {
      Arrays.fill(pixels, row * columns + left, row * columns + right, color);
    }
  }

  @Override
  public void hatchRect(double x, double y, double width, double height, Hatch hatch, int argb) {
    int left = Math.max(clipLeft, deviceX(x));
    int right = Math.min(clipRight, deviceX(x + width));
    int top = Math.max(clipTop, deviceY(y));
    int bottom = Math.min(clipBottom, deviceY(y + height));
    if (left >= right || top >= bottom) {
      return;
    }
    int[] coverage = hatchCoverage[hatch.ordinal()];
    if (coverage == null) {
      coverage = hatch.coverage(scale);
      hatchCoverage[hatch.ordinal()] = coverage;
    }
    int color = Argb.premultiply(argb);
    int period = coverage.length;
    for (int row = top; row < bottom; row++) {
      int rising = Math.floorMod(left + row, period);
      int falling = Math.floorMod(left - row, period);
      for (int i = row * columns + left, end = row * columns + right; i < end; i++) {
        int covered =
            Math.max(
                hatch.rising() ? coverage[rising] : 0, hatch.falling() ? coverage[falling] : 0);
        if (covered != 0) {
          pixels[i] = Argb.over(pixels[i], Argb.cover(color, covered));
        }
        rising = rising + 1 == period ? 0 : rising + 1;
        falling = falling + 1 == period ? 0 : falling + 1;
      }
    }
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, double thickness, int argb) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double length = Math.hypot(dx, dy);
    if (length == 0) {
      return;
    }
    double nx = -dy / length * thickness / 2;
    double ny = dx / length * thickness / 2;
    fillConvex(
        new double[] {x1 + nx, y1 + ny, x2 + nx, y2 + ny, x2 - nx, y2 - ny, x1 - nx, y1 - ny},
        argb);
  }

  @Override
  public void fillConvex(double[] points, int argb) {
    double[] device = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      device[i] = (points[i] + originX) * scale;
      device[i + 1] = (points[i + 1] + originY) * scale;
    }
    int color = Argb.premultiply(argb);
    convexFill.fill(
        device,
        clipLeft,
        clipTop,
        clipRight,
        clipBottom,
        (column, row, coverage) -> {
          int i = row * columns + column;
          pixels[i] = Argb.over(pixels[i], Argb.cover(color, coverage));
        });
  }

  @Override
  public void text(String text, double x, double baseline, TextStyle style, int argb) {
    double size = style.size() * scale;
    double pen = (x + originX) * scale;
    int row = deviceY(baseline);
    if (row + size < clipTop || row - 2 * size > clipBottom) {
      return;
    }
    int color = Argb.premultiply(argb);
    for (int i = 0; i < text.length() && pen < clipRight; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (Character.isISOControl(codePoint)) {
        codePoint = ' ';
      }
      if (pen + 2 * size > clipLeft) {
        int quarter = (int) Math.round(pen * GlyphSource.PHASES);
        int phase = Math.floorMod(quarter, GlyphSource.PHASES);
        GlyphMask mask = glyphs.mask(style.face(), size, codePoint, phase);
        blit(mask, Math.floorDiv(quarter, GlyphSource.PHASES), row, color);
      }
      pen += glyphs.advance(style.face(), size, codePoint);
    }
  }

  private void blit(GlyphMask mask, int penColumn, int baselineRow, int color) {
    int left = Math.max(clipLeft, penColumn + mask.left());
    int right = Math.min(clipRight, penColumn + mask.left() + mask.width());
    int top = Math.max(clipTop, baselineRow + mask.top());
    int bottom = Math.min(clipBottom, baselineRow + mask.top() + mask.height());
    byte[] alpha = mask.alpha();
    for (int row = top; row < bottom; row++) {
      int source = (row - baselineRow - mask.top()) * mask.width() - penColumn - mask.left();
      for (int column = left; column < right; column++) {
        int covered = alpha[source + column] & 0xFF;
        if (covered != 0) {
          int i = row * columns + column;
          pixels[i] = Argb.over(pixels[i], Argb.cover(color, covered));
        }
      }
    }
  }

  @Override
  public double measureText(String text, TextStyle style) {
    double size = style.size() * scale;
    double width = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      width +=
          glyphs.advance(style.face(), size, Character.isISOControl(codePoint) ? ' ' : codePoint);
    }
    return width / scale;
  }

  @Override
  public void pushClip(double x, double y, double width, double height) {
    save();
    clipLeft = Math.max(clipLeft, deviceX(x));
    clipTop = Math.max(clipTop, deviceY(y));
    clipRight = Math.max(clipLeft, Math.min(clipRight, deviceX(x + width)));
    clipBottom = Math.max(clipTop, Math.min(clipBottom, deviceY(y + height)));
  }

  @Override
  public void pushTranslate(double dx, double dy) {
    save();
    originX += dx;
    originY += dy;
  }

  private void save() {
    int at = depth * STATE_SIZE;
    if (at == savedClips.length) {
      savedClips = Arrays.copyOf(savedClips, 2 * savedClips.length);
      savedOrigins = Arrays.copyOf(savedOrigins, 2 * savedOrigins.length);
    }
    savedClips[at] = clipLeft;
    savedClips[at + 1] = clipTop;
    savedClips[at + 2] = clipRight;
    savedClips[at + 3] = clipBottom;
    savedOrigins[2 * depth] = originX;
    savedOrigins[2 * depth + 1] = originY;
    depth++;
  }

  @Override
  public void pop() {
    if (depth == 0) {
      throw new IllegalStateException("nothing was pushed");
    }
    depth--;
    int at = depth * STATE_SIZE;
    clipLeft = savedClips[at];
    clipTop = savedClips[at + 1];
    clipRight = savedClips[at + 2];
    clipBottom = savedClips[at + 3];
    originX = savedOrigins[2 * depth];
    originY = savedOrigins[2 * depth + 1];
  }

  private int deviceX(double x) {
    return snap((x + originX) * scale);
  }

  private int deviceY(double y) {
    return snap((y + originY) * scale);
  }

  /// Rounds half up; a cast saturates, so far-away coordinates stay far away.
  private static int snap(double device) {
    return (int) Math.floor(device + 0.5);
  }
}
