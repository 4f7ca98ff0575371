package dev.corelane.trace.timeline;

final class SliceColumns {
  final IntColumn info;
  final References references;
  private final LongColumn start;
  private final IntColumn task;

  SliceColumns(TableSet tables) {
    this(tables.table(TableSchema.SLICES), new References(tables));
  }

  SliceColumns(Table slices, References references) {
    start = slices.i64("start");
    task = slices.i32("task");
    info = slices.i32("info");
    this.references = references;
  }

  long rows() {
    return start.rows();
  }

  long startNs(long row) {
    return references.time(start.get(row));
  }

  int task(long row) {
    return references.task(task.get(row));
  }

  long firstAbove(long from, long to, long timeNs) {
    return start.firstAbove(from, to, timeNs);
  }
}
