package dev.corelane.render.surface;

import dev.corelane.render.text.TextStyle;

/// Labels cut to the room there is.
public final class TextFit {
  private static final String ELLIPSIS = "\u2026";

  private static final int LEAST_CHARACTERS = 3;

  private TextFit() {}

  /// The longest beginning of a text that fits, with an ellipsis if it is not whole.
  ///
  /// @param surface measures
  /// @param text the text
  /// @param width logical pixels
  /// @param style face and size
  /// @param minimum fewest characters worth showing besides the ellipsis
  /// @return the text to draw, empty if not even `minimum` characters fit
  public static String fit(
      Surface surface, String text, double width, TextStyle style, int minimum) {
    // No character of a label is narrower than a fifth of an em: cheap refusal of hopeless cases.
    if (width < Math.min(minimum, text.length()) * style.size() * 0.2) {
      return "";
    }
    if (surface.measureText(text, style) <= width) {
      return text;
    }
    double room = width - surface.measureText(ELLIPSIS, style);
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (surface.measureText(text.substring(0, middle), style) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low > 0 && Character.isHighSurrogate(text.charAt(low - 1))) {
      low--;
    }
    return low < minimum ? "" : text.substring(0, low).stripTrailing() + ELLIPSIS;
  }

  /// Draws a text cut to a width.
  ///
  /// @param surface where
  /// @param text the text
  /// @param x left
  /// @param baseline the baseline
  /// @param width logical pixels it may take
  /// @param style face and size
  /// @param argb colour
  /// @return the width it took, 0 if there was no room for three characters
  public static double draw(
      Surface surface,
      String text,
      double x,
      double baseline,
      double width,
      TextStyle style,
      int argb) {
    String shown = fit(surface, text, width, style, LEAST_CHARACTERS);
    if (shown.isEmpty()) {
      return 0;
    }
    surface.text(shown, x, baseline, style, argb);
    return surface.measureText(shown, style);
  }

  /// Draws a text that ends at a place.
  ///
  /// @param surface where
  /// @param text the text
  /// @param right where the pen ends
  /// @param baseline the baseline
  /// @param style face and size
  /// @param argb colour
  public static void drawRight(
      Surface surface, String text, double right, double baseline, TextStyle style, int argb) {
    surface.text(text, right - surface.measureText(text, style), baseline, style, argb);
  }
}
