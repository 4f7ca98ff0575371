package dev.corelane.render.theme;

import dev.corelane.render.text.FontFace;
import dev.corelane.render.text.TextStyle;

/// The sizes of type. At 11, 16.5 and 22 pixels the small letters and capitals of Inter are whole
/// pixels high (6/8, 9/12, 12/16), so these are the sharpest on a plain screen.
public final class Type {
  /// Labels of slices, ticks, legend entries.
  public static final TextStyle SMALL = new TextStyle(FontFace.REGULAR, 11);

  /// Emphasis among small text.
  public static final TextStyle SMALL_BOLD = new TextStyle(FontFace.SEMIBOLD, 11);

  /// Lane headers and running text.
  public static final TextStyle BODY = new TextStyle(FontFace.REGULAR, 13);

  /// Titles of lanes.
  public static final TextStyle BODY_BOLD = new TextStyle(FontFace.SEMIBOLD, 13);

  /// The title of a picture.
  public static final TextStyle TITLE = new TextStyle(FontFace.SEMIBOLD, 22);

  private Type() {}
}
