package dev.corelane.render.view;

import dev.corelane.render.digest.Strip;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.TimeRange;

/// The columns of lock and thread lanes. An interval at least [#WIDE_PX] wide is drawn as itself,
/// in whole columns; the columns in between show shares of time. Painters and hit test ask the same
/// question of the same columns.
public final class FactColumns {
  /// Width of a column in logical pixels.
  public static final double WIDTH = 2;

  /// Intervals at least this wide are drawn as themselves, in logical pixels. Wider than a column,
  /// so that one that is drawn covers an edge.
  public static final double WIDE_PX = 5;

  private final Grid grid;
  private final long[] edgesNs;
  private final long wideNs;

  private FactColumns(Grid grid, long[] edgesNs, long wideNs) {
    this.grid = grid;
    this.edgesNs = edgesNs;
    this.wideNs = wideNs;
  }

  /// The columns of a view.
  ///
  /// @param scale the view
  /// @return the columns
  public static FactColumns of(TimeScale scale) {
    Grid grid = Grid.of(scale, WIDTH);
    TimeRange bounds = scale.bounds();
    long[] edges = new long[grid.count() + 1];
    for (int c = 0; c < edges.length; c++) {
      edges[c] = Math.clamp(scale.nearestNs(grid.x(c)), bounds.startNs(), bounds.endNs());
    }
    return new FactColumns(grid, edges, (long) Math.ceil(WIDE_PX * scale.nsPerPx()));
  }

  /// @return the columns
  public Grid grid() {
    return grid;
  }

  /// Times of the edges of the columns, one more than there are columns, within the timeline. Not a
  /// copy: only to be read.
  ///
  /// @return ns, ascending
  public long[] edgesNs() {
    return edgesNs;
  }

  /// @param x logical pixels
  /// @return the column there, within the grid
  public int columnAt(double x) {
    return Math.clamp((int) Math.floor(grid.column(x)), 0, grid.count() - 1);
  }

  /// Tells column by column which wide interval of a strip is drawn there. Cheapest when asked from
  /// left to right.
  public final class Widths {
    private final Strip strip;
    private long hint;
    private long hintNs = Long.MIN_VALUE;

    /// @param strip the intervals
    public Widths(Strip strip) {
      this.strip = strip;
    }

    /// The wide interval that a column shows: the one that covers its right edge, else the one that
    /// covers its left edge.
    ///
    /// @param column 0 to count - 1
    /// @return index in the strip, -1 if the column shows shares
    public long at(int column) {
      long from = edgesNs[column];
      long to = edgesNs[column + 1];
      if (to <= from) {
        // Columns shorter than a nanosecond.
        return wideAt(from);
      }
      long left = wideAt(from);
      long right = wideAt(to - 1);
      return right >= 0 ? right : left;
    }

    private long wideAt(long timeNs) {
      if (strip.longestNs() < wideNs) {
        return -1;
      }
      if (timeNs < hintNs) {
        hint = 0;
      }
      hintNs = timeNs;
      hint = strip.firstEndingAfter(hint, timeNs);
      if (hint >= strip.count() || strip.startNs(hint) > timeNs) {
        return -1;
      }
      return strip.endNs(hint) - strip.startNs(hint) >= wideNs ? hint : -1;
    }
  }
}
