package dev.corelane.importers.testing;

import dev.corelane.trace.timeline.ColumnSpec;
import dev.corelane.trace.timeline.ColumnType;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// The rows of a timeline's tables as text, with strings instead of their numbers.
public final class TimelineText {
  private TimelineText() {}

  /// @param timeline whose
  /// @param schema which table
  /// @return a text for each row
  public static List<String> rows(Timeline timeline, TableSchema schema) {
    Table table = timeline.tables().table(schema);
    var rows = new ArrayList<String>();
    for (long row = 0; row < table.rows(); row++) {
      var text = new StringBuilder();
      for (ColumnSpec column : schema.columns()) {
        text.append(column.name()).append('=').append(value(timeline, table, column, row));
        text.append(' ');
      }
      rows.add(text.toString());
    }
    return rows;
  }

  private static Object value(Timeline timeline, Table table, ColumnSpec column, long row) {
    if (column.type() == ColumnType.I64) {
      return table.i64(column.name()).get(row);
    }
    int value = table.i32(column.name()).get(row);
    return column.doc().startsWith("str") ? timeline.tables().strings().get(value) : value;
  }
}
