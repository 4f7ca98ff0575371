package dev.corelane.render.theme;

import dev.corelane.render.surface.Argb;

/// The colours around the data, and those of marks and strips. All text colours reach a contrast of
/// 4.5 on the backgrounds they stand on, marks 3 (WCAG 2.2 AA).
///
/// @param dark whether it is a dark theme
/// @param background of the whole picture
/// @param lane background of a lane: what idle time looks like
/// @param chrome background of ruler, minimap and lane headers
/// @param border between areas
/// @param gridMajor lines of labelled ticks across the lanes
/// @param gridMinor lines of other ticks
/// @param text main text
/// @param textSoft secondary text
/// @param mark involuntary switches and other marks on slices
/// @param markHalo around marks, so that they stand out on any task colour
/// @param busy occupancy where no task can be named, as in the minimap
/// @param pressure strip of waiting tasks, at its strongest
/// @param delay strip of the worst run delay, at its strongest
/// @param alarm worst moments
/// @param hole ink of lost data
/// @param selection ink of the selected range
/// @param hover ink of what the pointer is on
public record Theme(
    boolean dark,
    int background,
    int lane,
    int chrome,
    int border,
    int gridMajor,
    int gridMinor,
    int text,
    int textSoft,
    int mark,
    int markHalo,
    int busy,
    int pressure,
    int delay,
    int alarm,
    int hole,
    int selection,
    int hover) {
  /// Dark ink on white.
  public static final Theme LIGHT =
      new Theme(
          false,
          Argb.rgb(0xFFFFFF),
          Argb.rgb(0xF1F3F5),
          Argb.rgb(0xFAFBFC),
          Argb.rgb(0xD5DAE0),
          Argb.rgb(0xDDE1E6),
          Argb.rgb(0xE9ECEF),
          Argb.rgb(0x1B2027),
          Argb.rgb(0x57606A),
          Argb.rgb(0x14181D),
          Argb.rgb(0xFFFFFF),
          Argb.rgb(0x8795A6),
          Argb.rgb(0x3E6FA8),
          Argb.rgb(0xB23A1E),
          Argb.rgb(0xC4261D),
          Argb.rgb(0x9AA4AF),
          Argb.rgb(0x1F6FEB),
          Argb.rgb(0x14181D));

  /// Light ink on near-black.
  public static final Theme DARK =
      new Theme(
          true,
          Argb.rgb(0x16191E),
          Argb.rgb(0x22262C),
          Argb.rgb(0x1B1F25),
          Argb.rgb(0x3A4049),
          Argb.rgb(0x343A43),
          Argb.rgb(0x2A2F37),
          Argb.rgb(0xE8EBEF),
          Argb.rgb(0xA4ADB8),
          Argb.rgb(0xFFFFFF),
          Argb.rgb(0x0E1013),
          Argb.rgb(0x76849A),
          Argb.rgb(0x7DB1EA),
          Argb.rgb(0xF0805F),
          Argb.rgb(0xFF6B5E),
          Argb.rgb(0x6B7480),
          Argb.rgb(0x58A6FF),
          Argb.rgb(0xFFFFFF));

  private static final int INK_DARK = Argb.rgb(0x14181D);
  private static final int INK_LIGHT = Argb.rgb(0xFFFFFF);

  /// The text colour that is read best on a fill.
  ///
  /// @param fill opaque
  /// @return near-black or white, whichever has more contrast; at least 4.5
  public int textOn(int fill) {
    return Argb.contrast(fill, INK_DARK) >= Argb.contrast(fill, INK_LIGHT) ? INK_DARK : INK_LIGHT;
  }
}
