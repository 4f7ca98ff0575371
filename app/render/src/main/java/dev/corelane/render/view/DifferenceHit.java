package dev.corelane.render.view;

import dev.corelane.render.layout.DifferenceBands;

/// What stands at a point of a lane of differences of a CPU.
public sealed interface DifferenceHit {
  /// Nothing is drawn: threads of one class ran in both, or none.
  record Same() implements DifferenceHit {}

  /// It is not known of one of them what ran.
  record Unknown() implements DifferenceHit {}

  /// A slice that is drawn as itself: it ran in one and not in the other.
  ///
  /// @param inFirst whether it is of the first timeline, else of the second
  /// @param slice row within the CPU
  record OneSlice(boolean inFirst, long slice) implements DifferenceHit {}

  /// Threads of a class that ran in one and not in the other for a share of the column's time.
  ///
  /// @param inFirst whether they are of the first timeline, else of the second
  /// @param taskClass the class
  /// @param share of the time of the column, 0 to 1
  record Share(boolean inFirst, int taskClass, double share) implements DifferenceHit {}

  /// What stands at a point.
  ///
  /// @param columns what the lane shows
  /// @param bands its heights
  /// @param x logical pixels from the left edge of the lane
  /// @param y logical pixels from its top
  /// @return the hit
  static DifferenceHit at(DifferenceColumns columns, DifferenceBands bands, double x, double y) {
    int column = (int) Math.floor(columns.grid().column(x));
    if (column < 0 || column >= columns.grid().count() || y < 0 || y >= bands.bottom()) {
      return new Same();
    }
    boolean inFirst = y < bands.middle();
    DifferenceColumns.Half half = inFirst ? columns.first() : columns.second();
    int wide = half.wideAt(column);
    if (wide >= 0) {
      return new OneSlice(inFirst, half.slice(wide));
    }
    double away = inFirst ? bands.middle() - y : y - bands.middle();
    double level = 0;
    for (int k = 0; k < half.classes(); k++) {
      double share = half.share(column, k);
      level += share;
      if (share > 0 && away <= bands.reach(level)) {
        return new Share(inFirst, k, share);
      }
    }
    double empty = bands.half() - bands.reach(columns.unknown(column));
    return columns.unknown(column) > 0 && away > Math.max(bands.reach(level), empty)
        ? new Unknown()
        : new Same();
  }
}
