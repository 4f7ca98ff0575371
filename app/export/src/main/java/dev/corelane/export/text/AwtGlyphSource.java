package dev.corelane.export.text;

import dev.corelane.render.text.FontFace;
import dev.corelane.render.text.GlyphMask;
import dev.corelane.render.text.GlyphSource;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/// Makes glyph masks of the bundled faces with AWT, without a display.
///
/// Outlines are taken once at a large size, where no hinting moves them, and filled by the
/// rasteriser that is written in Java; so a mask is the same on every platform. A code point that
/// the face lacks is taken from the platform's sans serif font.
public final class AwtGlyphSource implements GlyphSource {
  private static final float OUTLINE_SIZE = 2048;
  private static final int MASKS_KEPT = 8192;
  private static final int OUTLINES_KEPT = 4096;
  private static final int REPLACEMENT = 0xFFFD;
  private static final FontRenderContext UNHINTED =
      new FontRenderContext(
          null, RenderingHints.VALUE_TEXT_ANTIALIAS_ON, RenderingHints.VALUE_FRACTIONALMETRICS_ON);

  private final Map<FontFace, Font> faces = new EnumMap<>(FontFace.class);
  private final LruCache<OutlineKey, Outline> outlines = new LruCache<>(OUTLINES_KEPT);
  private final LruCache<MaskKey, GlyphMask> masks = new LruCache<>(MASKS_KEPT);
  private final Map<FontFace, double[]> asciiAdvances = new EnumMap<>(FontFace.class);

  private record OutlineKey(FontFace face, int codePoint) {}

  private record MaskKey(FontFace face, double size, int codePoint, int phase) {}

  /// @param advance in em
  private record Outline(Shape shape, double advance) {}

  /// Loads the bundled faces.
  ///
  /// @throws UncheckedIOException if the program is not whole
  public AwtGlyphSource() {
    for (FontFace face : FontFace.values()) {
      faces.put(face, load(face));
    }
    for (FontFace face : FontFace.values()) {
      double[] advances = new double[128];
      for (int c = ' '; c < advances.length; c++) {
        advances[c] = outline(face, c).advance();
      }
      asciiAdvances.put(face, advances);
    }
  }

  private static Font load(FontFace face) {
    try (InputStream in = face.open()) {
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(OUTLINE_SIZE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new UncheckedIOException(new IOException("Bundled font is damaged: " + face, e));
    }
  }

  @Override
  public double advance(FontFace face, double size, int codePoint) {
    if (codePoint >= ' ' && codePoint < 128) {
      return asciiAdvances.get(face)[codePoint] * size;
    }
    synchronized (this) {
      return outline(face, codePoint).advance() * size;
    }
  }

  @Override
  public synchronized GlyphMask mask(FontFace face, double size, int codePoint, int phase) {
    return masks.get(
        new MaskKey(face, size, codePoint, phase),
        key -> rasterise(outline(face, codePoint).shape(), size, (double) phase / PHASES));
  }

  private Outline outline(FontFace face, int codePoint) {
    return outlines.get(new OutlineKey(face, codePoint), key -> makeOutline(face, codePoint));
  }

  private Outline makeOutline(FontFace face, int codePoint) {
    Font font = faces.get(face);
    int shown = codePoint;
    if (!font.canDisplay(codePoint)) {
      Font platform = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(OUTLINE_SIZE);
      if (platform.canDisplay(codePoint)) {
        font = platform;
      } else {
        shown = REPLACEMENT;
      }
    }
    GlyphVector glyph = font.createGlyphVector(UNHINTED, Character.toString(shown));
    double advance = glyph.getGlyphPosition(glyph.getNumGlyphs()).getX() / OUTLINE_SIZE;
    Shape shape = glyph.getOutline();
    if (codePoint >= '0' && codePoint <= '9') {
      double zero = font.createGlyphVector(UNHINTED, "0").getGlyphPosition(1).getX() / OUTLINE_SIZE;
      shape =
          AffineTransform.getTranslateInstance((zero - advance) / 2 * OUTLINE_SIZE, 0)
              .createTransformedShape(shape);
      advance = zero;
    }
    return new Outline(shape, advance);
  }

  private static GlyphMask rasterise(Shape outline, double size, double phase) {
    var place = new AffineTransform();
    place.translate(phase, 0);
    place.scale(size / OUTLINE_SIZE, size / OUTLINE_SIZE);
    Shape shape = place.createTransformedShape(outline);
    Rectangle2D ink = shape.getBounds2D();
    if (ink.isEmpty()) {
      return GlyphMask.EMPTY;
    }
    Rectangle box = ink.getBounds();
    var image = new BufferedImage(box.width, box.height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.translate(-box.x, -box.y);
      graphics.setColor(Color.WHITE);
      graphics.fill(shape);
    } finally {
      graphics.dispose();
    }
    byte[] alpha = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new GlyphMask(box.x, box.y, box.width, box.height, alpha);
  }
}
