package dev.corelane.render.text;

/// The picture of one glyph: coverage per device pixel around the pen.
public final class GlyphMask {
  /// A glyph without ink.
  public static final GlyphMask EMPTY = new GlyphMask(0, 0, 0, 0, new byte[0]);

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final byte[] alpha;

  /// Makes a mask, which keeps the array.
  ///
  /// @param left device pixels from the pen to the first column, may be negative
  /// @param top device pixels from the baseline to the first row, negative above the baseline
  /// @param width columns
  /// @param height rows
  /// @param alpha coverage per pixel, row by row, 0 to 255
  /// @throws IllegalArgumentException if the array does not have `width * height` elements
  public GlyphMask(int left, int top, int width, int height, byte[] alpha) {
    if (alpha.length != width * height) {
      throw new IllegalArgumentException("mask of " + width + " x " + height + " pixels");
    }
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.alpha = alpha;
  }

  /// @return device pixels from the pen to the first column
  public int left() {
    return left;
  }

  /// @return device pixels from the baseline to the first row
  public int top() {
    return top;
  }

  /// @return columns
  public int width() {
    return width;
  }

  /// @return rows
  public int height() {
    return height;
  }

  /// The coverage itself, not a copy; it must not be written to.
  ///
  /// @return 0 to 255 per pixel, row by row
  public byte[] alpha() {
    return alpha;
  }
}
