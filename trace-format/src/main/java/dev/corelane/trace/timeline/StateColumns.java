package dev.corelane.trace.timeline;

final class StateColumns {
  final SliceColumns slices;
  final IntColumn ref;
  final LongColumn offStart;
  final IntColumn offInfo;
  final IntColumn offCause;
  final IntColumn waker;
  private final LongColumn firstSlice;

  StateColumns(TableSet tables, SliceColumns slices) {
    this.slices = slices;
    ref = tables.table(TableSchema.TASK_STATES).i32("ref");
    Table off = tables.table(TableSchema.OFF_CPU);
    offStart = off.i64("start");
    offInfo = off.i32("info");
    offCause = off.i32("cause");
    waker = tables.table(TableSchema.WAKEUPS).i32("waker");
    firstSlice = tables.table(TableSchema.CPUS).i64("firstSlice");
  }

  int cpuOfSlice(long row) {
    return (int) firstSlice.firstAbove(0, firstSlice.rows(), row) - 1;
  }
}
