package dev.corelane.render.theme;

import dev.corelane.render.surface.Argb;

/// How the lines of several recordings are told apart in one chart: by colour, and by dashes for
/// whoever cannot tell the colours apart. All reach a contrast of 3 on the background.
public final class SideLook {
  private static final int[] LIGHT = {0x2A5BCB, 0xB8500B, 0x0A7468, 0xA0245B};
  private static final int[] DARK = {0x7FAAFF, 0xFFA552, 0x4FD1C0, 0xF58BB2};
  private static final double[][] DASHES = {{}, {8, 4}, {2, 3}, {9, 3, 2, 3}};

  private SideLook() {}

  /// @param side index of a side, 0 to 3
  /// @param theme the theme
  /// @return opaque
  public static int color(int side, Theme theme) {
    return Argb.rgb((theme.dark() ? DARK : LIGHT)[side]);
  }

  /// @param side index of a side, 0 to 3
  /// @return lengths of lines and gaps in turn, in logical pixels; none for a full line
  public static double[] dashes(int side) {
    return DASHES[side].clone();
  }
}
