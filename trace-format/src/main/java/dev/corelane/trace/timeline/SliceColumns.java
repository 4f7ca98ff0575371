package dev.corelane.trace.timeline;

final class SliceColumns {
  final LongColumn start;
  final IntColumn task;
  final IntColumn info;

  SliceColumns(Table slices) {
    start = slices.i64("start");
    task = slices.i32("task");
    info = slices.i32("info");
  }
}
