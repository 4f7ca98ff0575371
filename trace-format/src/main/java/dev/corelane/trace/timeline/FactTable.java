package dev.corelane.trace.timeline;

import java.util.function.LongFunction;

/// A table of facts ordered by time, row by row.
///
/// @param <T> the record a row is
public final class FactTable<T extends Record> {
  private final Table table;
  private final LongColumn time;
  private final References references;
  private final LongFunction<T> decoder;

  FactTable(Table table, String timeColumn, References references, LongFunction<T> decoder) {
    this.table = table;
    this.time = table.i64(timeColumn);
    this.references = references;
    this.decoder = decoder;
  }

  /// @return number of rows
  public long size() {
    return table.rows();
  }

  /// @param row 0 to size - 1
  /// @return the fact
  /// @throws IndexOutOfBoundsException outside the table
  public T get(long row) {
    return decoder.apply(row);
  }

  /// @param row 0 to size - 1
  /// @return the time (of an interval: the start) in ns
  public long timeNs(long row) {
    return references.time(time.get(row));
  }

  /// The first row at or after a time.
  ///
  /// @param timeNs time on the timeline
  /// @return a row, `size` if there is none
  public long firstAtOrAfter(long timeNs) {
    return timeNs == Long.MIN_VALUE ? 0 : time.firstAbove(0, size(), timeNs - 1);
  }

  /// The columns, for loops that cannot afford a record per row. They hold what the file holds: see
  /// [Table].
  ///
  /// @return the table underneath
  public Table table() {
    return table;
  }
}
