package dev.corelane.trace.timeline;

/// Checks what the reading code relies on: that ranges of rows lie inside the tables they name.
final class TableChecks {
  private TableChecks() {}

  static void check(TableSet tables) {
    Table range = tables.table(TableSchema.RANGE);
    require(range.rows() == 1, "the timeline has no range");
    require(
        range.i64("start").get(0) <= range.i64("end").get(0), "the timeline ends before it starts");
    require(
        tables.table(TableSchema.TASKS).rows() >= 2, "the idle and the unknown task are missing");
    rows(
        tables,
        TableSchema.CPUS,
        "firstSlice",
        "sliceCount",
        tables.table(TableSchema.SLICES).rows());
    rows(
        tables,
        TableSchema.TASKS,
        "firstRef",
        "refCount",
        tables.table(TableSchema.TASK_STATES).rows());
    rows(
        tables,
        TableSchema.CPU_LEVELS,
        "first",
        "count",
        tables.table(TableSchema.CPU_BUCKETS).rows());
    Table levels = tables.table(TableSchema.CPU_LEVELS);
    for (long row = 0; row < levels.rows(); row++) {
      require(levels.i64("width").get(row) > 0, "a level of detail has no width");
    }
  }

  private static void rows(
      TableSet tables, TableSchema schema, String first, String count, long available) {
    Table table = tables.table(schema);
    LongColumn from = table.i64(first);
    LongColumn number = table.i64(count);
    for (long row = 0; row < table.rows(); row++) {
      long f = from.get(row);
      long n = number.get(row);
      require(
          f >= 0 && n >= 0 && f <= available && n <= available - f,
          schema + " row " + row + " names rows that do not exist");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
