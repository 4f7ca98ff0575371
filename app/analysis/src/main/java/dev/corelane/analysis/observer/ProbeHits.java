package dev.corelane.analysis.observer;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.TimeSort;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;

/// When each thread hit a probe, as far as a fact was made of it: the ends of LWLock holds, of
/// waits for PostgreSQL's locks and of recorded spans but those of interrupts.
final class ProbeHits {
  private static final long[] NONE = {};

  private final long[][] times;

  private ProbeHits(long[][] times) {
    this.times = times;
  }

  static ProbeHits of(Timeline timeline, ProgressMonitor monitor) {
    var lists = new Lists(timeline.taskCount());
    List<Lock> locks = timeline.locks();
    long rows = timeline.holds().size() + timeline.waits().size() + timeline.spans().size();
    var steps = new Steps(monitor, rows, "collecting probe hits");
    for (long row = 0; row < timeline.holds().size(); row++) {
      steps.next();
      LockHold hold = timeline.holds().get(row);
      if (kind(locks, hold.lock()) == LockKind.LWLOCK) {
        lists.add(hold.task(), hold.startNs());
        if (hold.endSeen()) {
          lists.add(hold.task(), hold.endNs());
        }
      }
    }
    for (long row = 0; row < timeline.waits().size(); row++) {
      steps.next();
      LockWait wait = timeline.waits().get(row);
      if (wait.provenance() == Provenance.RECORDED && probed(kind(locks, wait.lock()))) {
        lists.add(wait.task(), wait.startNs());
        lists.add(wait.task(), wait.endNs());
      }
    }
    for (long row = 0; row < timeline.spans().size(); row++) {
      steps.next();
      Span span = timeline.spans().get(row);
      if (span.provenance() == Provenance.RECORDED && !span.ofInterrupt()) {
        lists.add(span.task(), span.startNs());
        lists.add(span.task(), span.endNs());
      }
    }
    return new ProbeHits(lists.sorted());
  }

  /// @return kind of a lock, [LockKind#OTHER] if there is no such lock
  static LockKind kind(List<Lock> locks, int lock) {
    return lock >= 0 && lock < locks.size() ? locks.get(lock).kind() : LockKind.OTHER;
  }

  private static boolean probed(LockKind kind) {
    return kind == LockKind.LWLOCK || kind == LockKind.PG_SPINLOCK || kind == LockKind.HEAVYWEIGHT;
  }

  /// @return times by task, ascending; never to be changed
  long[] of(int task) {
    return times[task];
  }

  /// @return the first hit of a task at or after a time, [Long#MAX_VALUE] if there is none
  long next(int task, long timeNs) {
    long[] all = times[task];
    int at = Arrays.binarySearch(all, timeNs);
    at = at < 0 ? -1 - at : at;
    return at < all.length ? all[at] : Long.MAX_VALUE;
  }

  /// Times before a hit of the same thread that are shorter than a limit, cut off there, summed:
  /// how much time lies that close before a hit.
  long before(int task, long limitNs) {
    long[] all = times[task];
    long sum = 0;
    for (int i = 0; i < all.length; i++) {
      sum += i == 0 ? limitNs : Math.min(limitNs, all[i] - all[i - 1]);
    }
    return sum;
  }

  /// The gap between two hits of a thread that all but a share of the gaps exceed.
  ///
  /// @return 0 if there are fewer than `least` gaps
  long gap(double share, int least) {
    int size = 0;
    for (long[] all : times) {
      size += Math.max(0, all.length - 1);
    }
    if (size < least) {
      return 0;
    }
    long[] gaps = new long[size];
    int n = 0;
    for (long[] all : times) {
      for (int i = 1; i < all.length; i++) {
        if (all[i] > all[i - 1]) {
          gaps[n++] = all[i] - all[i - 1];
        }
      }
    }
    return n == 0 ? 0 : TimeSort.nth(gaps, n, (int) (share * (n - 1)));
  }

  private static final class Lists {
    final long[][] times;
    final int[] sizes;

    Lists(int tasks) {
      times = new long[tasks][];
      Arrays.fill(times, NONE);
      sizes = new int[tasks];
    }

    void add(int task, long timeNs) {
      if (sizes[task] == times[task].length) {
        times[task] = Arrays.copyOf(times[task], Math.max(16, 2 * sizes[task]));
      }
      times[task][sizes[task]++] = timeNs;
    }

    long[][] sorted() {
      for (int task = 0; task < sizes.length; task++) {
        times[task] = Arrays.copyOf(times[task], sizes[task]);
        Arrays.sort(times[task]);
      }
      return times;
    }
  }
}
