package dev.corelane.render.text;

import java.util.Arrays;

/// Glyphs for tests that need no font: every character is a block whose height tells letters,
/// figures and other signs apart. Whole numbers only, so pictures are the same everywhere.
public final class BlockGlyphs implements GlyphSource {
  @Override
  public double advance(FontFace face, double size, int codePoint) {
    return Math.max(2, Math.rint(size * 0.6));
  }

  @Override
  public GlyphMask mask(FontFace face, double size, int codePoint, int phase) {
    if (codePoint == ' ' || codePoint == '\u00A0') {
      return GlyphMask.EMPTY;
    }
    int width = (int) advance(face, size, codePoint) - 1;
    double share = Character.isUpperCase(codePoint) || Character.isDigit(codePoint) ? 0.73 : 0.55;
    int height =
        (int) Math.max(1, Math.rint(size * (Character.isLetterOrDigit(codePoint) ? share : 0.2)));
    byte[] alpha = new byte[width * height];
    Arrays.fill(alpha, (byte) (face == FontFace.SEMIBOLD ? 255 : 170));
    return new GlyphMask(0, -height, width, height, alpha);
  }
}
