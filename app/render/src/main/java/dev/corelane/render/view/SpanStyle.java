package dev.corelane.render.view;

import dev.corelane.render.digest.SpanLoad;
import dev.corelane.render.time.TimeScale;

/// How the lane of all spans of a category looks: the spans themselves in rows while most of them
/// are wide enough, else how many ended and how long they took, per cell of time. Depends on the
/// zoom and the height only, so it does not change while panning.
///
/// @param stacked whether spans are drawn one by one
/// @param rowHeight height of a row of spans in logical pixels, with the gap below it
/// @param cells the cells of time
/// @param cellNs their length
/// @param fullCount spans per cell of full height
/// @param fullNs mean length of full height
public record SpanStyle(
    boolean stacked, double rowHeight, Grid cells, double cellNs, double fullCount, double fullNs) {
  /// Share of the height that tells how many spans ended.
  private static final double RATE_SHARE = 0.55;

  private static final double LEAST_ROW = 4;
  private static final double MOST_ROW = 17;
  private static final double LEAST_SPAN = 14;
  private static final double LEAST_CELL = 4;
  private static final double MOST_CELL = 48;
  private static final double SPANS_PER_CELL = 4;

  /// The style of a lane.
  ///
  /// @param load its spans
  /// @param scale the view
  /// @param height of the lane in logical pixels
  /// @return the style
  public static SpanStyle of(SpanLoad load, TimeScale scale, double height) {
    int rows = load.slots().size();
    boolean fits = rows > 0 && height / rows >= LEAST_ROW;
    boolean wide = scale.lengthPx(load.medianNs()) >= LEAST_SPAN;
    double length = Math.max(1, scale.bounds().durationNs());
    double perPx = load.count() / length * scale.nsPerPx();
    double cell = Math.clamp(Math.ceil(SPANS_PER_CELL / perPx), LEAST_CELL, MOST_CELL);
    double cellNs = cell * scale.nsPerPx();
    return new SpanStyle(
        fits && wide,
        rows == 0 ? height : Math.min(MOST_ROW, height / rows),
        Grid.of(scale, cell),
        cellNs,
        Nice.up(load.peakCount(cellNs)),
        Nice.up(load.peakMeanNs(cellNs)));
  }

  /// Height of the part that tells how many spans ended.
  ///
  /// @param height of the lane
  /// @return logical pixels from its top
  public static double rateHeight(double height) {
    return Math.rint(height * RATE_SHARE);
  }

  /// The times of a cell.
  ///
  /// @param scale the view
  /// @param cell index of the cell
  /// @return start and end, ns
  public long[] timesOf(TimeScale scale, int cell) {
    return new long[] {scale.nearestNs(cells.x(cell)), scale.nearestNs(cells.x(cell + 1))};
  }

  /// The row of spans at a height.
  ///
  /// @param y logical pixels from the top of the lane
  /// @return its index; may be more than there are
  public int rowAt(double y) {
    return (int) Math.floor(y / rowHeight);
  }
}
