package dev.corelane.render.view;

import dev.corelane.render.digest.MarkList;
import dev.corelane.render.time.TimeScale;

/// How a lane of marks looks: a flag with its text for each mark while there is room, else how many
/// there are per cell of time. Depends on the zoom only.
///
/// @param single whether each mark has a flag
/// @param cells the cells of time
/// @param cellNs their length
/// @param fullCount marks per cell of full height
public record FlagStyle(boolean single, Grid cells, double cellNs, int fullCount) {
  /// Widest text of a flag in logical pixels.
  public static final double LABEL = 220;

  /// How far beside its pole a mark is hit.
  static final double REACH = 4;

  private static final double CELL = 4;
  private static final double ROOM = 14;
  private static final double MEAN_SHARE = 0.4;

  /// The style of a lane.
  ///
  /// @param marks its marks
  /// @param scale the view
  /// @return the style
  public static FlagStyle of(MarkList marks, TimeScale scale) {
    double length = Math.max(1, scale.bounds().durationNs());
    double perPx = marks.count() / length * scale.nsPerPx();
    int full = (int) Math.max(4, Math.min(1e9, Nice.up(perPx * CELL / MEAN_SHARE)));
    return new FlagStyle(perPx * ROOM <= 1, Grid.of(scale, CELL), CELL * scale.nsPerPx(), full);
  }

  /// The mark that has the flag at a point: the last one whose pole stands left of the point and
  /// whose text may reach it, else the one whose pole is near.
  ///
  /// @param marks the marks of the lane
  /// @param scale the view
  /// @param x logical pixels from the left edge of the lanes
  /// @return its index, -1 if there is none
  public static int flagAt(MarkList marks, TimeScale scale, double x) {
    int next = marks.firstAtOrAfter(scale.nearestNs(x + 1));
    if (next > 0 && x - scale.toPx(marks.timeNs(next - 1)) <= LABEL) {
      return next - 1;
    }
    return next < marks.count() && scale.toPx(marks.timeNs(next)) - x <= REACH ? next : -1;
  }

  /// The times of a cell.
  ///
  /// @param scale the view
  /// @param cell index of the cell
  /// @return start and end, ns
  public long[] timesOf(TimeScale scale, int cell) {
    return new long[] {scale.nearestNs(cells.x(cell)), scale.nearestNs(cells.x(cell + 1))};
  }
}
