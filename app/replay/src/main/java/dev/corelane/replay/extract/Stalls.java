package dev.corelane.replay.extract;

import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// How much longer than usual a short stretch of the kernel takes on average: where CPUs are
/// virtual and take turns on those of their host, or firmware takes them away, some of the
/// stretches contain a pause. Seen in the way from `sched_waking` to `sched_wakeup` where one
/// thread raises both on one CPU, which no switch can come between.
final class Stalls {
  private static final int ENOUGH = 100;

  private Stalls() {}

  /// @return mean by median, at least 1; 1 if fewer than 100 wake-ups tell it
  static double factor(Timeline timeline) {
    Wakeup[] open = new Wakeup[timeline.taskCount()];
    long rows = timeline.wakeups().size();
    long[] gaps = new long[Math.toIntExact(rows)];
    int n = 0;
    double sum = 0;
    for (long row = 0; row < rows; row++) {
      Wakeup wakeup = timeline.wakeups().get(row);
      int task = wakeup.task();
      if (task < 0) {
        continue;
      }
      if (wakeup.kind() == Wakeup.Kind.WAKING) {
        open[task] = wakeup;
      } else if (open[task] != null) {
        if (open[task].wakerCpu() == wakeup.wakerCpu() && open[task].waker() == wakeup.waker()) {
          gaps[n] = wakeup.timeNs() - open[task].timeNs();
          sum += gaps[n++];
        }
        open[task] = null;
      }
    }
    if (n < ENOUGH) {
      return 1;
    }
    Arrays.sort(gaps, 0, n);
    long median = gaps[n / 2];
    return median <= 0 ? 1 : Math.max(1, sum / n / median);
  }
}
