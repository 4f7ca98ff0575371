package dev.corelane.trace.timeline;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// The columns of one table, raw. A large table of a file may not be verified yet when it is read,
/// so its ids may name nothing and its times may go backwards; the views of [Timeline] answer such
/// values with "unknown", a reader of the columns has to check them itself.
public final class Table {
  private final TableSchema schema;
  private final long rows;
  private final List<MemorySegment> data;

  /// @param schema its columns
  /// @param rows number of rows
  /// @param data one segment per column, in the schema's order, of `rows * width` bytes
  /// @throws IllegalArgumentException if a segment is missing or has another size
  public Table(TableSchema schema, long rows, List<MemorySegment> data) {
    if (data.size() != schema.columns().size()) {
      throw new IllegalArgumentException(
          schema + " has " + schema.columns().size() + " columns, not " + data.size());
    }
    for (int c = 0; c < data.size(); c++) {
      long expected = Math.multiplyExact(rows, (long) schema.columns().get(c).type().bytes());
      if (data.get(c).byteSize() != expected) {
        throw new IllegalArgumentException(
            "%s.%s has %d bytes, not %d"
                .formatted(
                    schema, schema.columns().get(c).name(), data.get(c).byteSize(), expected));
      }
    }
    this.schema = schema;
    this.rows = rows;
    this.data = List.copyOf(data);
  }

  /// @param schema its columns
  /// @return a table without rows
  public static Table empty(TableSchema schema) {
    return new Table(
        schema, 0, schema.columns().stream().map(c -> MemorySegment.ofArray(new byte[0])).toList());
  }

  /// @return its columns
  public TableSchema schema() {
    return schema;
  }

  /// @return number of rows
  public long rows() {
    return rows;
  }

  /// The bytes of a column, as they stand in a file.
  ///
  /// @param column its place in the schema
  /// @return a read-only segment
  public MemorySegment bytes(int column) {
    return data.get(column).asReadOnly();
  }

  /// @param name a column of type I64
  /// @return the column
  /// @throws IllegalArgumentException if there is no such column of that type
  public LongColumn i64(String name) {
    return new LongColumn(data.get(find(name, ColumnType.I64)));
  }

  /// @param name a column of type I32
  /// @return the column
  /// @throws IllegalArgumentException if there is no such column of that type
  public IntColumn i32(String name) {
    return new IntColumn(data.get(find(name, ColumnType.I32)));
  }

  private int find(String name, ColumnType type) {
    List<ColumnSpec> columns = schema.columns();
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).name().equals(name) && columns.get(c).type() == type) {
        return c;
      }
    }
    throw new IllegalArgumentException(schema + " has no " + type + " column " + name);
  }
}
