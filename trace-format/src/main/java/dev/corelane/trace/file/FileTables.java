package dev.corelane.trace.file;

import dev.corelane.trace.timeline.ColumnType;
import dev.corelane.trace.timeline.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How the tables stand in a file.
final class FileTables {
  /// The tables that a timeline reads from end to end when it is opened: they stand first and are
  /// always verified.
  static final List<TableSchema> READ_AT_OPEN =
      Stream.of(TableSchema.values()).filter(TableSchema::readAtOpen).toList();

  private FileTables() {}

  /// All tables in the order in which they are written: what is needed first stands first.
  static List<TableSchema> order() {
    List<TableSchema> order = new ArrayList<>(READ_AT_OPEN);
    order.add(TableSchema.CPU_BUCKETS);
    for (TableSchema schema : TableSchema.values()) {
      if (!order.contains(schema)) {
        order.add(schema);
      }
    }
    return order;
  }

  /// The number of a column's type in the directory.
  static int typeNumber(ColumnType type) {
    return switch (type) {
      case I32 -> 1;
      case I64 -> 2;
    };
  }
}
