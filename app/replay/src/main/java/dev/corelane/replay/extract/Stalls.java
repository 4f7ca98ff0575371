package dev.corelane.replay.extract;

import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.OptionalLong;

/// How much longer than usual a short stretch of the kernel takes on average: where CPUs are
/// virtual and take turns on those of their host, or firmware takes them away, some of the
/// stretches contain a pause. Seen in the way from `sched_waking` to `sched_wakeup` where one
/// thread raises both on one CPU, which no switch can come between.
public final class Stalls {
  private static final int ENOUGH = 100;

  /// Fewer do not tell the longest of a thousand.
  private static final int ENOUGH_FOR_LONGEST = 2_000;

  /// In ascending order.
  private final long[] stretches;

  private Stalls(long[] stretches) {
    this.stretches = stretches;
  }

  /// @param timeline a recording
  /// @return what its wake-ups tell
  public static Stalls of(Timeline timeline) {
    return new Stalls(stretches(timeline));
  }

  /// @return mean by median, at least 1; 1 if fewer than 100 wake-ups tell it
  double factor() {
    int n = stretches.length;
    if (n < ENOUGH) {
      return 1;
    }
    long median = stretches[n / 2];
    return median <= 0 ? 1 : Math.max(1, (double) Arrays.stream(stretches).sum() / n / median);
  }

  /// How long a short stretch of the kernel takes at worst.
  ///
  /// @return the longest but one of a thousand, ns; nothing if fewer than 2000 wake-ups tell it
  public OptionalLong longestNs() {
    return stretches.length < ENOUGH_FOR_LONGEST
        ? OptionalLong.empty()
        : OptionalLong.of(stretches[stretches.length - 1 - stretches.length / 1_000]);
  }

  /// How long an interrupt waits in the mean until a CPU takes it. It comes at any time, and so
  /// finds a pause as often as pauses are long, and then half of it is over in the mean.
  ///
  /// @return that, ns, 0 if there are no pauses; nothing if fewer than 2000 wake-ups tell it
  public OptionalLong interruptWaitNs() {
    if (stretches.length < ENOUGH_FOR_LONGEST) {
      return OptionalLong.empty();
    }
    long median = stretches[stretches.length / 2];
    double all = 0;
    double waits = 0;
    for (long stretch : stretches) {
      double pause = Math.max(0, stretch - median);
      all += stretch;
      waits += pause * pause / 2;
    }
    return OptionalLong.of(all == 0 ? 0 : (long) (waits / all));
  }

  /// From `sched_waking` to `sched_wakeup` on one CPU by one thread, in ascending order.
  private static long[] stretches(Timeline timeline) {
    Wakeup[] open = new Wakeup[timeline.taskCount()];
    long rows = timeline.wakeups().size();
    long[] gaps = new long[Math.toIntExact(rows)];
    int n = 0;
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
          gaps[n++] = wakeup.timeNs() - open[task].timeNs();
        }
        open[task] = null;
      }
    }
    long[] sorted = Arrays.copyOf(gaps, n);
    Arrays.sort(sorted);
    return sorted;
  }
}
