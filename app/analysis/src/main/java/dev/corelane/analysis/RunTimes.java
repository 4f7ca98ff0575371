package dev.corelane.analysis;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// How long each thread ran.
public final class RunTimes {
  private RunTimes() {}

  /// @param timeline the slices
  /// @param window what to look at
  /// @param wholeOnly whether slices of which an end was not recorded are left out
  /// @param monitor asked whether to go on
  /// @return ns on a CPU by internal task id, those of idle and unknown with them
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static long[] of(
      Timeline timeline, Window window, boolean wholeOnly, ProgressMonitor monitor) {
    int parts = Runtime.getRuntime().availableProcessors();
    return InParallel.map(
            parts,
            monitor,
            "adding up CPU time",
            part -> {
              long[] sums = new long[timeline.taskCount()];
              for (int cpu = part; cpu < timeline.cpus().size(); cpu += parts) {
                monitor.checkCancelled();
                add(timeline.slices(cpu), window, wholeOnly, sums);
              }
              return sums;
            })
        .stream()
        .reduce(RunTimes::plus)
        .orElseThrow();
  }

  private static void add(CpuSlices lane, Window window, boolean wholeOnly, long[] sums) {
    for (long i = 0; i < lane.count(); i++) {
      if (!wholeOnly || lane.whole(i)) {
        sums[lane.task(i)] += window.overlap(lane.startNs(i), lane.endNs(i));
      }
    }
  }

  private static long[] plus(long[] sums, long[] more) {
    Arrays.setAll(sums, task -> sums[task] + more[task]);
    return sums;
  }
}
