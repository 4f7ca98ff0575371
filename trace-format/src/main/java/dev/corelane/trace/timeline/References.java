package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Task;

/// Answers for the numbers in a timeline's columns, which nobody may have verified: an id that
/// names no row becomes "unknown", a time outside the timeline its nearest end. With it no content
/// of a column can make the reading code throw or its callers index past a list.
final class References {
  final long start;
  final long end;
  final long wakeups;
  private final long tasks;
  private final long cpus;
  private final long locks;
  private final long waitEvents;
  private final long counterTracks;
  private final long clocks;

  References(TableSet tables) {
    Table range = tables.table(TableSchema.RANGE);
    start = range.i64("start").get(0);
    end = range.i64("end").get(0);
    wakeups = tables.table(TableSchema.WAKEUPS).rows();
    tasks = tables.table(TableSchema.TASKS).rows();
    cpus = tables.table(TableSchema.CPUS).rows();
    locks = tables.table(TableSchema.LOCKS).rows();
    waitEvents = tables.table(TableSchema.WAIT_EVENTS).rows();
    counterTracks = tables.table(TableSchema.COUNTER_TRACKS).rows();
    clocks = tables.table(TableSchema.CLOCKS).rows();
  }

  long time(long timeNs) {
    return Math.clamp(timeNs, start, end);
  }

  /// The end of an interval that begins at an answer of [#time(long)]; never before it.
  long end(long startNs, long endNs) {
    return Math.clamp(endNs, startNs, end);
  }

  int task(int id) {
    return id >= 0 && id < tasks ? id : Task.UNKNOWN;
  }

  int cpu(int index) {
    return orNone(index, cpus);
  }

  int lock(int id) {
    return orNone(id, locks);
  }

  int waitEvent(int id) {
    return orNone(id, waitEvents);
  }

  int counterTrack(int id) {
    return orNone(id, counterTracks);
  }

  int clock(int id) {
    return orNone(id, clocks);
  }

  long wakeup(long row) {
    return row >= 0 && row < wakeups ? row : -1;
  }

  private static int orNone(int id, long rows) {
    return id >= 0 && id < rows ? id : -1;
  }
}
