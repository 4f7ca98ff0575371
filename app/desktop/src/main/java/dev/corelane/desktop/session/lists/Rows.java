package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.Moments;
import dev.corelane.desktop.session.Target;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// The rows of a list. Nothing is kept per row but what an analysis found: cells are read from the
/// timeline when they are asked for.
public interface Rows {
  /// @return the columns from left to right
  List<Column> columns();

  /// @return number of rows
  int size();

  /// The number in a cell of a numeric column.
  ///
  /// @param row 0 to size - 1
  /// @param column index of a numeric column
  /// @return in the unit of [Column.Kind]; NaN where there is none
  double number(int row, int column);

  /// The words in a cell of a column of words.
  ///
  /// @param row 0 to size - 1
  /// @param column index of a column of words
  /// @return the words
  String words(int row, int column);

  /// @return what the rows are of
  Timeline timeline();

  /// What a row stands for on the timeline.
  ///
  /// @param row 0 to size - 1
  /// @return what to select, empty if nothing can be selected
  Optional<Target> target(int row);

  /// The row that stands for something on the timeline.
  ///
  /// @param target what was selected there
  /// @return the row, -1 if there is none
  int find(Target target);

  /// A cell as it is shown.
  ///
  /// @param row 0 to size - 1
  /// @param column index of the column
  /// @return the text
  default String text(int row, int column) {
    Column.Kind kind = columns().get(column).kind();
    if (!kind.numeric()) {
      return words(row, column);
    }
    double number = number(row, column);
    if (Double.isNaN(number)) {
      return "";
    }
    return switch (kind) {
      case TIME -> Moments.inColumn(timeline(), (long) number);
      case DURATION -> TimeText.duration(number);
      case COUNT -> TimeText.count((long) number);
      case SHARE -> TimeText.percent(number);
      case TEXT -> throw new IllegalStateException("handled above");
    };
  }

  /// The column that a list is sorted by at first.
  ///
  /// @return its index, the largest number first; -1 to leave the order as it is
  default int firstSort() {
    return -1;
  }
}
