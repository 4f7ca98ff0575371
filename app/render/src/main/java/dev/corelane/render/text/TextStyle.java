package dev.corelane.render.text;

/// Face and size of a text. Figures are always tabular (all digits have the width of the zero), so
/// that columns and running numbers do not jitter.
///
/// @param face the face
/// @param size the em in logical pixels, more than 0
public record TextStyle(FontFace face, double size) {
  /// Height of the capital letters of Inter in em (OS/2 sCapHeight 1490 of 2048).
  public static final double CAP_HEIGHT = 0.727;

  /// @throws IllegalArgumentException if the size is not positive
  public TextStyle {
    if (!(size > 0)) {
      throw new IllegalArgumentException("text size must be positive: " + size);
    }
  }

  /// The baseline that centres capitals and figures in a box.
  ///
  /// @param top top of the box
  /// @param height its height
  /// @return the baseline
  public double baselineIn(double top, double height) {
    return top + (height + CAP_HEIGHT * size) / 2;
  }
}
