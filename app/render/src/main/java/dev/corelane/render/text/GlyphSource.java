package dev.corelane.render.text;

/// Turns code points into masks. Sizes are in device pixels, so the same source serves every scale.
/// Implementations may be called from any thread.
public interface GlyphSource {
  /// Horizontal positions within a pixel that masks are made for.
  int PHASES = 4;

  /// How far a glyph moves the pen. Digits all have the same advance.
  ///
  /// @param face the face
  /// @param size em in device pixels
  /// @param codePoint a Unicode code point
  /// @return device pixels, not rounded
  double advance(FontFace face, double size, int codePoint);

  /// The mask of a glyph whose pen stands `phase / PHASES` of a pixel right of a pixel's edge.
  ///
  /// @param face the face
  /// @param size em in device pixels
  /// @param codePoint a Unicode code point; one that no font has gives a replacement
  /// @param phase 0 to [#PHASES] - 1
  /// @return the mask
  GlyphMask mask(FontFace face, double size, int codePoint, int phase);
}
