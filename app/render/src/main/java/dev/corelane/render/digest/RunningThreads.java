package dev.corelane.render.digest;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;

/// How many threads ran at a time, on all CPUs together. Exact where few slices are concerned, else
/// from the levels of detail.
public final class RunningThreads {
  private static final long FEW = 16;

  /// A stretch of time is made of at least so many buckets where the levels are fine enough.
  private static final int PARTS = 16;

  private final Timeline timeline;

  /// @param timeline the timeline
  public RunningThreads(Timeline timeline) {
    this.timeline = timeline;
  }

  /// The mean number over a stretch of time.
  ///
  /// @param fromNs its start
  /// @param toNs its end
  /// @return the mean; 0 outside of the timeline
  public double mean(long fromNs, long toNs) {
    long from = Math.max(fromNs, timeline.range().startNs());
    long to = Math.min(toNs, timeline.range().endNs());
    if (from >= to) {
      return 0;
    }
    double sum = 0;
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      sum += busy(cpu, from, to);
    }
    return sum / (toNs - fromNs);
  }

  private double busy(int cpu, long from, long to) {
    CpuSlices slices = timeline.slices(cpu);
    long first = slices.at(from);
    if (first < 0) {
      return 0;
    }
    CpuLevels levels = timeline.levels(cpu);
    boolean many = slices.at(to - 1) - first >= FEW;
    return many && levels.count() > 0 ? coarse(levels, from, to) : exact(slices, first, from, to);
  }

  private static double exact(CpuSlices slices, long first, long from, long to) {
    double sum = 0;
    for (long i = first; i < slices.count() && slices.startNs(i) < to; i++) {
      if (slices.task(i) > Task.UNKNOWN) {
        sum += Math.max(0, Math.min(to, slices.endNs(i)) - Math.max(from, slices.startNs(i)));
      }
    }
    return sum;
  }

  private double coarse(CpuLevels levels, long from, long to) {
    int level = Math.max(0, levels.levelFor((to - from) / (double) PARTS));
    double width = levels.widthNs(level);
    double sum = 0;
    long last = levels.bucketAt(level, to - 1);
    for (long b = levels.bucketAt(level, from); b <= last; b++) {
      double start = levels.startNs(level, b);
      // The last bucket reaches beyond the timeline.
      double end = Math.min(start + width, timeline.range().endNs());
      double covered = Math.max(0, Math.min(to, end) - Math.max(from, start));
      sum += Math.min(1, levels.busy(level, b) * width / Math.max(1, end - start)) * covered;
    }
    return sum;
  }
}
