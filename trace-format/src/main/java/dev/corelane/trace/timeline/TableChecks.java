package dev.corelane.trace.timeline;

/// Checks what the reading code relies on: that ranges of rows lie inside the tables they name, and
/// that the levels of detail fit the timeline.
final class TableChecks {
  private final TableSet tables;

  private TableChecks(TableSet tables) {
    this.tables = tables;
  }

  /// @throws IllegalArgumentException naming the first thing that does not fit
  static void check(TableSet tables) {
    var checks = new TableChecks(tables);
    long duration = checks.range();
    for (TableSchema schema : TableSchema.values()) {
      require(
          !schema.readAtOpen() || tables.table(schema).rows() <= Integer.MAX_VALUE - 8,
          schema + " has too many rows");
    }
    require(
        tables.table(TableSchema.TASKS).rows() >= 2, "the idle and the unknown task are missing");
    checks.rows(TableSchema.TASKS, "firstRef", "refCount", TableSchema.TASK_STATES);
    checks.rows(TableSchema.CPU_LEVELS, "first", "count", TableSchema.CPU_BUCKETS);
    checks.cpus();
    checks.levels(duration);
  }

  private long range() {
    Table range = tables.table(TableSchema.RANGE);
    require(range.rows() == 1, "the timeline has no range");
    long start = range.i64("start").get(0);
    long end = range.i64("end").get(0);
    require(start <= end, "the timeline ends before it starts");
    require(end - start >= 0, "the timeline is longer than 292 years");
    return end - start;
  }

  private void rows(TableSchema schema, String first, String count, TableSchema target) {
    Table table = tables.table(schema);
    long available = tables.table(target).rows();
    LongColumn from = table.i64(first);
    LongColumn number = table.i64(count);
    for (long row = 0; row < table.rows(); row++) {
      long f = from.get(row);
      long n = number.get(row);
      if (f < 0 || n < 0 || f > available || n > available - f) {
        throw new IllegalArgumentException(
            schema + " row " + row + " names rows of " + target + " that do not exist");
      }
    }
  }

  /// The CPU of a slice is found by the first rows of the CPUs, so these must divide SLICES.
  private void cpus() {
    Table cpus = tables.table(TableSchema.CPUS);
    LongColumn first = cpus.i64("firstSlice");
    LongColumn count = cpus.i64("sliceCount");
    long rows = tables.table(TableSchema.SLICES).rows();
    long next = 0;
    for (long row = 0; row < cpus.rows(); row++) {
      long n = count.get(row);
      require(
          first.get(row) == next && n >= 0 && n <= rows - next,
          "the slices of CPU index " + row + " do not follow those of the one before");
      next += n;
    }
    require(next == rows, "SLICES has rows that belong to no CPU");
  }

  private void levels(long duration) {
    Table table = tables.table(TableSchema.CPU_LEVELS);
    IntColumn cpu = table.i32("cpu");
    IntColumn level = table.i32("level");
    LongColumn width = table.i64("width");
    LongColumn count = table.i64("count");
    long cpus = tables.table(TableSchema.CPUS).rows();
    for (long row = 0; row < table.rows(); row++) {
      int c = cpu.get(row);
      boolean sameCpu = row > 0 && cpu.get(row - 1) == c;
      require(
          c >= 0 && c < cpus && (row == 0 || cpu.get(row - 1) <= c),
          "CPU_LEVELS row " + row + " is not in the order of the CPUs");
      require(
          level.get(row) == (sameCpu ? level.get(row - 1) + 1 : 0),
          "CPU_LEVELS row " + row + " is not in the order of the levels");
      long w = width.get(row);
      require(
          w > 0 && Long.bitCount(w) == 1 && (!sameCpu || w == 2 * width.get(row - 1)),
          "the buckets of CPU_LEVELS row " + row + " have a wrong width");
      require(
          duration > 0 && count.get(row) == (duration - 1) / w + 1,
          "the buckets of CPU_LEVELS row " + row + " do not cover the timeline");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
