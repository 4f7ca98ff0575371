package dev.corelane.render.surface;

import dev.corelane.render.text.TextStyle;

/// A drawing target. Painters know nothing else, so the same picture goes to a window, to a PNG
/// file and to vector formats.
///
/// Coordinates are logical pixels, x to the right and y down; a device pixel is [#pixel()] of them.
/// Edges of rectangles are snapped to device pixels by rounding, so rectangles that share an edge
/// neither overlap nor leave a gap. Colours are non-premultiplied ARGB as made by [Argb].
///
/// Translations and clips form one stack: every `push` is undone by one [#pop()].
public interface Surface {
  /// @return width in logical pixels
  double width();

  /// @return height in logical pixels
  double height();

  /// The size of a device pixel in logical pixels: 1 on a plain screen, 0.5 on a 200 % screen.
  /// Painters that aggregate (one value per column) step by it.
  ///
  /// @return more than 0
  double pixel();

  /// Fills a rectangle. One that rounds to no device pixel draws nothing.
  ///
  /// @param x left
  /// @param y top
  /// @param width width; nothing is drawn when not positive
  /// @param height height; nothing is drawn when not positive
  /// @param argb colour
  void fillRect(double x, double y, double width, double height, int argb);

  /// Fills a rectangle with a pattern of lines or dots and leaves what is between them as it is.
  /// The pattern is anchored to the surface, so neighbouring rectangles join seamlessly.
  ///
  /// @param x left
  /// @param y top
  /// @param width width
  /// @param height height
  /// @param hatch the pattern
  /// @param argb colour of the lines
  void hatchRect(double x, double y, double width, double height, Hatch hatch, int argb);

  /// Draws a straight anti-aliased line with butt ends.
  ///
  /// @param x1 start
  /// @param y1 start
  /// @param x2 end
  /// @param y2 end
  /// @param thickness in logical pixels
  /// @param argb colour
  void line(double x1, double y1, double x2, double y2, double thickness, int argb);

  /// Fills a convex polygon, anti-aliased.
  ///
  /// @param points x and y in turn, at least three corners
  /// @param argb colour
  void fillConvex(double[] points, int argb);

  /// Draws a text on its baseline, left-aligned.
  ///
  /// @param text the text; control characters are drawn as spaces
  /// @param x where the pen starts
  /// @param baseline the baseline
  /// @param style face and size
  /// @param argb colour
  void text(String text, double x, double baseline, TextStyle style, int argb);

  /// The width that [#text] advances the pen by.
  ///
  /// @param text the text
  /// @param style face and size
  /// @return logical pixels
  double measureText(String text, TextStyle style);

  /// Restricts drawing to a rectangle, in addition to the restrictions in force.
  ///
  /// @param x left
  /// @param y top
  /// @param width width
  /// @param height height
  void pushClip(double x, double y, double width, double height);

  /// Moves the origin.
  ///
  /// @param dx to the right
  /// @param dy down
  void pushTranslate(double dx, double dy);

  /// Undoes the newest push that has not been undone.
  ///
  /// @throws IllegalStateException if there is none
  void pop();

  /// Draws the outline of a rectangle, inside its bounds.
  ///
  /// @param x left
  /// @param y top
  /// @param width width
  /// @param height height
  /// @param thickness of the outline
  /// @param argb colour
  default void frameRect(
      double x, double y, double width, double height, double thickness, int argb) {
    double t = Math.min(thickness, Math.min(width, height) / 2);
    fillRect(x, y, width, t, argb);
    fillRect(x, y + height - t, width, t, argb);
    fillRect(x, y + t, t, height - 2 * t, argb);
    fillRect(x + width - t, y + t, t, height - 2 * t, argb);
  }

  /// Draws a marker.
  ///
  /// @param marker its shape
  /// @param x the point it marks
  /// @param y the point it marks
  /// @param size height and width of its box in logical pixels
  /// @param argb colour
  default void marker(Marker marker, double x, double y, double size, int argb) {
    fillConvex(marker.outline(x, y, size), argb);
  }
}
