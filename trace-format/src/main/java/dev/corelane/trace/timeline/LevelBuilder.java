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
  private static final int AT_ONCE = 1 << 10;

  private final TableSet tables;
  private final StateWalk walk;
  private final TimeRange range;
  private final ProgressMonitor monitor;

  LevelBuilder(TableSet tables, StateWalk walk, TimeRange range, ProgressMonitor monitor) {
    this.tables = tables;
    this.walk = walk;
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
    for (int c = 0; c < cpuCount; c++) {
      monitor.checkCancelled();
      lanes[c] = new LaneBuckets(range.startNs(), shift, buckets);
      fillSlices(lanes[c], first.get(c), count.get(c));
    }
    int taskCount = (int) tables.table(TableSchema.TASKS).rows();
    new RunnableLevels(tables, taskCount, lanes).fill(walk, range.endNs(), monitor);
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

  private void fillSlices(LaneBuckets lane, long first, long count) {
    Table slices = tables.table(TableSchema.SLICES);
    LongColumn starts = slices.i64("start");
    IntColumn tasks = slices.i32("task");
    IntColumn infos = slices.i32("info");
    long[] start = new long[AT_ONCE + 1];
    int[] task = new int[AT_ONCE];
    int[] info = new int[AT_ONCE];
    for (long done = 0; done < count; done += AT_ONCE) {
      int n = (int) Math.min(AT_ONCE, count - done);
      boolean last = done + n == count;
      starts.read(first + done, start, last ? n : n + 1);
      if (last) {
        start[n] = range.endNs();
      }
      tasks.read(first + done, task, n);
      infos.read(first + done, info, n);
      fillSlices(lane, start, task, info, n);
    }
    lane.finish();
  }

  private static void fillSlices(LaneBuckets lane, long[] start, int[] task, int[] info, int n) {
    for (int i = 0; i < n; i++) {
      long end = Math.max(start[i], start[i + 1]);
      if (task[i] != Task.IDLE) {
        lane.occupy(start[i], end, task[i] < 0 ? Task.UNKNOWN : task[i]);
      }
      if (SliceInfo.end(info[i]).involuntary()) {
        lane.involuntary[lane.bucket(end)]++;
      }
    }
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
