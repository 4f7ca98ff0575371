package dev.corelane.render.paint;

import dev.corelane.render.digest.Strip;
import dev.corelane.render.view.FactColumns;

/// Walks the columns of a strip from left to right: wide intervals as one rectangle each, the other
/// columns one by one.
final class StripRuns {
  private StripRuns() {}

  /// Draws a wide interval.
  interface Wide {
    /// @param index of the interval
    /// @param x left edge of its first column
    /// @param width of its columns
    void paint(long index, double x, double width);
  }

  /// Draws a column of shares.
  interface Shares {
    /// @param column of the grid
    void paint(int column);
  }

  static void walk(FactColumns columns, Strip strip, Wide wide, Shares shares) {
    FactColumns.Widths widths = columns.new Widths(strip);
    int count = columns.grid().count();
    long open = -1;
    int from = 0;
    for (int c = 0; c <= count; c++) {
      long at = c < count ? widths.at(c) : -1;
      if (at != open) {
        if (open >= 0) {
          double x = columns.grid().x(from);
          wide.paint(open, x, columns.grid().x(c) - x);
        }
        open = at;
        from = c;
      }
      if (at < 0 && c < count) {
        shares.paint(c);
      }
    }
  }
}
