package dev.corelane.render.digest;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;

/// How long every task ran: exact for timelines of a size that can be read through in an instant,
/// else estimated from the levels of detail, where a bucket counts for its dominant task.
final class BusyTime {
  private static final long EXACT_SLICES = 2_000_000;
  private static final long BUCKETS_PER_CPU = 4096;

  private BusyTime() {}

  /// Running time per internal task id, in nanoseconds.
  static long[] perTask(Timeline timeline) {
    long slices = 0;
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      slices += timeline.slices(cpu).count();
    }
    long[] busy = new long[timeline.taskCount()];
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      if (slices <= EXACT_SLICES) {
        addSlices(timeline.slices(cpu), busy);
      } else {
        addBuckets(timeline.levels(cpu), busy);
      }
    }
    busy[Task.IDLE] = 0;
    if (busy.length > Task.UNKNOWN) {
      busy[Task.UNKNOWN] = 0;
    }
    return busy;
  }

  private static void addSlices(CpuSlices slices, long[] busy) {
    for (long i = 0; i < slices.count(); i++) {
      int task = slices.task(i);
      if (task >= 0 && task < busy.length) {
        busy[task] += slices.endNs(i) - slices.startNs(i);
      }
    }
  }

  private static void addBuckets(CpuLevels levels, long[] busy) {
    int level = 0;
    while (level + 1 < levels.count() && levels.buckets(level) > BUCKETS_PER_CPU) {
      level++;
    }
    if (level >= levels.count()) {
      return;
    }
    for (long b = 0; b < levels.buckets(level); b++) {
      int task = levels.dominantTask(level, b);
      if (task >= 0 && task < busy.length) {
        busy[task] += (long) (levels.busy(level, b) * levels.widthNs(level));
      }
    }
  }
}
