package dev.corelane.render.view;

import dev.corelane.render.layout.LaneMetrics;

/// The areas of a timeline picture: a minimap on top, the ruler below it, then the lanes with their
/// headers to the left. A hidden minimap has height 0.
///
/// @param minimap the whole timeline in small
/// @param corner left of the ruler
/// @param ruler the ruler; [dev.corelane.render.time.TimeScale#width()] is its width
/// @param headers titles of the lanes
/// @param lanes the lanes
public record TimelineGeometry(Area minimap, Area corner, Area ruler, Area headers, Area lanes) {
  /// Usual height of the minimap.
  public static final double MINIMAP_HEIGHT = 44;

  /// Usual height of the ruler.
  public static final double RULER_HEIGHT = 28;

  private static final double LOW = 240;

  /// Divides an area.
  ///
  /// @param area what the timeline may take
  /// @param headerWidth width of the lane headers
  /// @param minimapHeight height of the minimap, 0 for none
  /// @return the areas
  public static TimelineGeometry of(Area area, double headerWidth, double minimapHeight) {
    double left = Math.min(headerWidth, area.width());
    double right = area.width() - left;
    double rulerTop = area.y() + minimapHeight;
    double lanesTop = rulerTop + RULER_HEIGHT;
    double lanesHeight = Math.max(0, area.bottom() - lanesTop);
    double lanesLeft = area.x() + left;
    return new TimelineGeometry(
        new Area(lanesLeft, area.y(), right, minimapHeight),
        new Area(area.x(), area.y(), left, minimapHeight + RULER_HEIGHT),
        new Area(lanesLeft, rulerTop, right, RULER_HEIGHT),
        new Area(area.x(), lanesTop, left, lanesHeight),
        new Area(lanesLeft, lanesTop, right, lanesHeight));
  }

  /// The usual areas of a window. A low one has no minimap, so that there is room for lanes.
  ///
  /// @param width its width
  /// @param height its height
  /// @return areas at its origin; lanes are at least a pixel wide
  public static TimelineGeometry ofWindow(double width, double height) {
    double least = LaneMetrics.WIDE.headerWidth() + 1;
    return of(
        new Area(0, 0, Math.max(least, width), Math.max(1, height)),
        LaneMetrics.WIDE.headerWidth(),
        height < LOW ? 0 : MINIMAP_HEIGHT);
  }
}
