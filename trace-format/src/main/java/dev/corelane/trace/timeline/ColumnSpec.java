package dev.corelane.trace.timeline;

/// One column of a table.
///
/// @param name name, unique in its table
/// @param type width
/// @param doc what it holds, with its unit
public record ColumnSpec(String name, ColumnType type, String doc) {
  static ColumnSpec i32(String name, String doc) {
    return new ColumnSpec(name, ColumnType.I32, doc);
  }

  static ColumnSpec i64(String name, String doc) {
    return new ColumnSpec(name, ColumnType.I64, doc);
  }
}
