package dev.corelane.analysis.locks;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Infers who held a lock of which only the waits were recorded: a sleeping lock wakes its waiter
/// when it is released, so the thread that woke a waiter held the lock until then (`mutex_unlock`,
/// `LWLockRelease`, `ProcWakeup`, `FUTEX_WAKE` all wake from the releaser's context).
///
/// The hold begins where it is certain: with the oldest wait that was going on at the release, for
/// that waiter found the lock taken; not before the releaser's own wait for it ended, and not
/// before the release before, by which somebody else gave it back. Wake-ups in an interrupt tell no
/// releaser. PostgreSQL's spinlocks wake nobody, so their holders stay unknown.
final class ReleaserHolds {
  private record Release(int lock, long timeNs, int by) {}

  private final Timeline timeline;
  private final LockFacts waits;
  private final ThreadActivity activity;

  private ReleaserHolds(Timeline timeline, LockFacts waits, ThreadActivity activity) {
    this.timeline = timeline;
    this.waits = waits;
    this.activity = activity;
  }

  /// @param recorded holds in the timeline; their locks are left alone, but for those of which only
  ///   samples tell the holders
  static LockFacts infer(
      Timeline timeline,
      LockFacts waits,
      LockFacts recorded,
      ThreadActivity activity,
      Steps steps) {
    boolean[] known = new boolean[timeline.locks().size()];
    for (int row = 0; row < recorded.size; row++) {
      known[recorded.lock[row]] |= !recorded.sampled(row);
    }
    var self = new ReleaserHolds(timeline, waits, activity);
    List<Release> releases = new ArrayList<>();
    for (int row = 0; row < waits.size; row++) {
      steps.next();
      int lock = waits.lock[row];
      if (!known[lock]
          && timeline.locks().get(lock).single()
          && wakes(timeline.locks().get(lock).kind())) {
        self.addReleases(row, releases);
      }
    }
    releases.sort(
        Comparator.comparingInt(Release::lock)
            .thenComparingLong(Release::timeNs)
            .thenComparingInt(Release::by));
    return self.holds(releases);
  }

  private static boolean wakes(LockKind kind) {
    return switch (kind) {
      case KERNEL_MUTEX, KERNEL_RWSEM, KERNEL_RTMUTEX, LWLOCK, HEAVYWEIGHT, FUTEX, SIMULATED ->
          true;
      case KERNEL_SPIN, KERNEL_PERCPU, PG_SPINLOCK, OTHER -> false;
    };
  }

  /// What is known of the mode without being told.
  private static LockMode mode(LockKind kind) {
    return kind == LockKind.KERNEL_MUTEX || kind == LockKind.KERNEL_RTMUTEX
        ? LockMode.EXCLUSIVE
        : LockMode.UNKNOWN;
  }

  private void addReleases(int row, List<Release> releases) {
    TaskStates all = activity.states(waits.task[row]);
    for (long i = activity.at(waits.task[row], waits.start[row]); i < all.count(); i++) {
      long at = all.startNs(i);
      if (at > waits.end[row]) {
        return;
      }
      if (at > waits.start[row] && all.kind(i) == StateKind.RUNNABLE_WAKEUP) {
        ThreadState state = all.get(i);
        if (state.wakeup() >= 0) {
          Wakeup wakeup = timeline.wakeups().get(state.wakeup());
          if (!wakeup.inInterrupt()
              && wakeup.waker() > Task.UNKNOWN
              && wakeup.waker() != waits.task[row]) {
            releases.add(new Release(waits.lock[row], at, wakeup.waker()));
          }
        }
      }
    }
  }

  private LockFacts holds(List<Release> releases) {
    Grouping byLock = waits.byLock(timeline);
    List<long[]> found = new ArrayList<>();
    int from = 0;
    while (from < releases.size()) {
      int lock = releases.get(from).lock();
      int to = from;
      while (to < releases.size() && releases.get(to).lock() == lock) {
        to++;
      }
      addHolds(lock, releases.subList(from, to), byLock, found);
      from = to;
    }
    found.sort(Comparator.comparingLong(hold -> hold[0]));
    int size = found.size();
    long[] start = new long[size];
    long[] end = new long[size];
    int[] locks = new int[size];
    int[] tasks = new int[size];
    LockMode[] modes = new LockMode[size];
    for (int i = 0; i < size; i++) {
      long[] hold = found.get(i);
      start[i] = hold[0];
      end[i] = hold[1];
      locks[i] = (int) hold[2];
      tasks[i] = (int) hold[3];
      modes[i] = mode(timeline.locks().get(locks[i]).kind());
    }
    return LockFacts.inferred(start, end, locks, tasks, modes);
  }

  private void addHolds(int lock, List<Release> releases, Grouping byLock, List<long[]> found) {
    List<Integer> byEnd = new ArrayList<>();
    for (int place = byLock.from(lock); place < byLock.to(lock); place++) {
      byEnd.add(byLock.row(place));
    }
    byEnd.sort(Comparator.comparingLong(row -> waits.end[row]));
    Map<Integer, Long> acquiredAt = new HashMap<>();
    int ended = 0;
    int begun = byLock.from(lock);
    long before = Long.MIN_VALUE;
    for (Release release : releases) {
      while (ended < byEnd.size() && waits.end[byEnd.get(ended)] <= release.timeNs()) {
        int row = byEnd.get(ended++);
        if (waits.flag(row)) {
          acquiredAt.put(waits.task[row], waits.end[row]);
        }
      }
      while (begun < byLock.to(lock) && waits.end[byLock.row(begun)] < release.timeNs()) {
        begun++;
      }
      Long own = acquiredAt.remove(release.by());
      int oldest = byLock.row(Math.min(begun, byLock.to(lock) - 1));
      long start = Math.max(before, waits.start[oldest]);
      start = Math.min(release.timeNs(), own == null ? start : Math.max(start, own));
      if (release.timeNs() > start) {
        found.add(new long[] {start, release.timeNs(), lock, release.by()});
      }
      before = release.timeNs();
    }
  }
}
