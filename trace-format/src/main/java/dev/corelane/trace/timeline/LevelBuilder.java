package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;

/// Makes the levels of detail of all CPU lanes.
///
/// The finest level has about one bucket for every 16 slices of the busiest CPU, so that all levels
/// together take a small part of the slices' own space and a range drawn from slices never has more
/// than some tens per pixel.
final class LevelBuilder {
  private static final int SLICES_PER_BUCKET = 16;
  private static final int FEWEST_BUCKETS = 256;

  private final TableSet tables;
  private final SchedulingLog log;
  private final TimeRange range;
  private final ProgressMonitor monitor;

  LevelBuilder(TableSet tables, SchedulingLog log, TimeRange range, ProgressMonitor monitor) {
    this.tables = tables;
    this.log = log;
    this.range = range;
    this.monitor = monitor;
  }

  void build(AppendTable levelTable, AppendTable bucketTable) {
    Table cpus = tables.table(TableSchema.CPUS);
    int cpuCount = (int) cpus.rows();
    if (cpuCount == 0 || range.durationNs() == 0) {
      return;
    }
    LongColumn first = cpus.i64("firstSlice");
    LongColumn count = cpus.i64("sliceCount");
    long busiest = 0;
    for (int c = 0; c < cpuCount; c++) {
      busiest = Math.max(busiest, count.get(c));
    }
    int shift = finestShift(busiest);
    int buckets = (int) ((range.durationNs() - 1 >> shift) + 1);
    LaneBuckets[] lanes = new LaneBuckets[cpuCount];
    var slices = new SliceColumns(tables);
    for (int c = 0; c < cpuCount; c++) {
      monitor.checkCancelled();
      lanes[c] = new LaneBuckets(range.startNs(), shift, buckets);
      fillSlices(lanes[c], new CpuSlices(c, slices, first.get(c), count.get(c), range.endNs()));
    }
    int taskCount = (int) tables.table(TableSchema.TASKS).rows();
    new RunnableLevels(
            log,
            tables.table(TableSchema.OFF_CPU),
            tables.table(TableSchema.HOLDS),
            taskCount,
            lanes)
        .fill(range.endNs(), monitor);
    for (int c = 0; c < cpuCount; c++) {
      write(c, lanes[c], levelTable, bucketTable);
    }
  }

  private int finestShift(long busiest) {
    long wanted = Math.max(FEWEST_BUCKETS, busiest / SLICES_PER_BUCKET);
    int shift = 0;
    while (range.durationNs() - 1 >> shift >= wanted) {
      shift++;
    }
    return shift;
  }

  private static void fillSlices(LaneBuckets lane, CpuSlices slices) {
    long count = slices.count();
    for (long i = 0; i < count; i++) {
      int task = slices.task(i);
      long start = slices.startNs(i);
      long end = slices.endNs(i);
      if (task != Task.IDLE) {
        lane.occupy(start, end, task);
      }
      if (slices.end(i).involuntary()) {
        lane.involuntary[lane.bucket(end)]++;
      }
    }
    lane.finish();
  }

  private static void write(
      int cpu, LaneBuckets finest, AppendTable levelTable, AppendTable bucketTable) {
    LaneBuckets lane = finest;
    for (int level = 0; ; level++) {
      levelTable.add(cpu, level, 1L << lane.shift, bucketTable.rows(), lane.count);
      lane.writeTo(bucketTable);
      if (lane.count == 1) {
        return;
      }
      lane = lane.halve();
    }
  }
}
