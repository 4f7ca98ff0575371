package dev.corelane.render.paint;

import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.SideLook;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Paints differences over time as areas about a middle line: above it the first side has more,
/// below it the second.
public final class SignedLanePainter {
  private static final double GAP = 4;
  private static final double PADDING = 12;
  private static final int LEAST_TITLE = 4;

  /// A lane of differences.
  ///
  /// @param title what is counted
  /// @param difference first less second, as the mean between two shares of the width (0 to 1); NaN
  ///   where one of them has no recording
  public record Lane(String title, DoubleBinaryOperator difference) {}

  /// What stands beside the lanes.
  ///
  /// @param first name of the side that has more above the line
  /// @param firstLook index of its colour
  /// @param second name of the other
  /// @param secondLook index of its colour
  public record Sides(String first, int firstLook, String second, int secondLook) {}

  private final List<Lane> lanes;
  private final Sides sides;
  private final double headerWidth;

  /// @param lanes from top to bottom
  /// @param sides what is compared
  /// @param headerWidth room for titles at the left, logical pixels
  public SignedLanePainter(List<Lane> lanes, Sides sides, double headerWidth) {
    this.lanes = List.copyOf(lanes);
    this.sides = sides;
    this.headerWidth = headerWidth;
  }

  /// Paints.
  ///
  /// @param surface where
  /// @param theme colours
  /// @param area all that the lanes and their titles may take
  public void paint(Surface surface, Theme theme, Area area) {
    double height = (area.height() - GAP * (lanes.size() - 1)) / Math.max(1, lanes.size());
    for (int i = 0; i < lanes.size(); i++) {
      paintLane(
          surface, theme, lanes.get(i), area.x(), area.y() + i * (height + GAP), area, height);
    }
  }

  private void paintLane(
      Surface surface, Theme theme, Lane lane, double left, double top, Area area, double height) {
    double lanesLeft = left + headerWidth;
    double width = area.right() - lanesLeft;
    if (width < 1) {
      return;
    }
    surface.fillRect(lanesLeft, top, width, height, theme.lane());
    int columns = (int) Math.ceil(width);
    double[] values = new double[columns];
    double most = 0;
    for (int c = 0; c < columns; c++) {
      values[c] = lane.difference().applyAsDouble(c / width, Math.min(1, (c + 1) / width));
      if (!Double.isNaN(values[c])) {
        most = Math.max(most, Math.abs(values[c]));
      }
    }
    double full = roundUp(most);
    double middle = top + height / 2;
    int more = SideLook.color(sides.firstLook(), theme);
    int less = SideLook.color(sides.secondLook(), theme);
    for (int c = 0; c < columns; c++) {
      double part = Double.isNaN(values[c]) ? 0 : values[c] / full * height / 2;
      if (part > 0) {
        surface.fillRect(lanesLeft + c, middle - part, 1, part, more);
      } else if (part < 0) {
        surface.fillRect(lanesLeft + c, middle, 1, -part, less);
      }
    }
    surface.fillRect(lanesLeft, middle, width, surface.pixel(), theme.textSoft());
    header(surface, theme, lane, left, top, height, full);
  }

  private void header(
      Surface surface,
      Theme theme,
      Lane lane,
      double left,
      double top,
      double height,
      double full) {
    surface.pushClip(left, top, headerWidth - 8, height);
    double x = left + PADDING;
    double room = headerWidth - 8 - PADDING;
    String title = TextFit.fit(surface, lane.title(), room, Type.SMALL_BOLD, LEAST_TITLE);
    surface.text(title, x, top + height / 2 + 4, Type.SMALL_BOLD, theme.text());
    if (height >= 44) {
      surface.text(sides.first() + " more", x, top + 12, Type.SMALL, theme.textSoft());
      surface.text(sides.second() + " more", x, top + height - 5, Type.SMALL, theme.textSoft());
      String scale = "\u00B1" + number(full);
      double right = left + headerWidth - 12 - surface.measureText(scale, Type.SMALL);
      surface.text(scale, right, top + 12, Type.SMALL, theme.textSoft());
    }
    surface.pop();
    key(surface, theme, left + 2, top, height, sides.firstLook(), sides.secondLook());
  }

  /// Tells by colour which side a half of a lane is of.
  ///
  /// @param surface where
  /// @param theme colours
  /// @param x left edge
  /// @param top of the lane
  /// @param height of the lane
  /// @param first index of the colour of the upper half
  /// @param second index of that of the lower half
  public static void key(
      Surface surface, Theme theme, double x, double top, double height, int first, int second) {
    surface.fillRect(x, top, 4, height / 2, SideLook.color(first, theme));
    surface.fillRect(x, top + height / 2, 4, height / 2, SideLook.color(second, theme));
  }

  private static String number(double value) {
    int decimals = 0;
    for (double part = value; decimals < 3 && part != Math.rint(part); decimals++) {
      part *= 10;
    }
    return TimeText.number(value, decimals);
  }

  /// The next larger of 1, 2, 5 and their multiples of ten, so that the scale can be read.
  static double roundUp(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= value * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
