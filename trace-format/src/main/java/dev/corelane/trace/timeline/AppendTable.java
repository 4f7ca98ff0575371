package dev.corelane.trace.timeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table that grows row by row.
final class AppendTable implements AutoCloseable {
  private final Slabs slabs = new Slabs();
  private final TableSchema schema;
  private final AppendColumn[] columns;

  AppendTable(TableSchema schema) {
    this.schema = schema;
    this.columns =
        schema.columns().stream()
            .map(c -> new AppendColumn(slabs, c.type()))
            .toArray(AppendColumn[]::new);
  }

  long rows() {
    return columns[0].rows();
  }

  AppendColumn column(int index) {
    return columns[index];
  }

  /// Adds a row; one value per column in the schema's order.
  void add(long... values) {
    for (int c = 0; c < values.length; c++) {
      AppendColumn column = columns[c];
      switch (schema.columns().get(c).type()) {
        case I64 -> column.addLong(values[c]);
        case I32 -> column.addInt((int) values[c]);
      }
    }
  }

  /// Freezes the table in the order of its first column if `sorted`, else as it is. It is closed
  /// afterwards.
  Table freeze(Arena target, boolean sorted) {
    int[] order = sorted ? TimeOrder.of(columns[0]) : null;
    return freeze(target, order);
  }

  Table freeze(Arena target, int @Nullable [] order) {
    List<MemorySegment> data = new ArrayList<>();
    for (AppendColumn column : columns) {
      data.add(column.toSegment(target, order));
    }
    close();
    return new Table(schema, rows(), data);
  }

  /// Gives the memory back; a table that is closed knows its number of rows and nothing else.
  @Override
  public void close() {
    slabs.close();
  }
}
