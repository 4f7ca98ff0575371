package dev.corelane.replay.extract;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.Timeline;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much longer than usual a short stretch of the kernel takes on average: where CPUs are
/// virtual and take turns on those of their host, or firmware takes them away, some of the
/// stretches contain a pause. Taken from the first of these that there are enough of:
///
/// 1. Waits for the mutexes of probes that did not block: the way to such a mutex that is not free
///    at once. Preemption is off on it, so that no switch hides the pauses.
/// 2. Holds of LWLocks of the sorts that are held most shortly, without a switch and without a wait
///    in them: the time from one probe to the next.
/// 3. The way from `sched_waking` to `sched_wakeup` where one thread raises both on one CPU. It
///    contains waits for the run queue's lock, too.
///
/// @param factor mean by median, at least 1; 1 if nothing tells it
/// @param slowPathNs how long the first of these takes on average, 0 if that was not seen
record Stalls(double factor, long slowPathNs) {
  /// As many of a sort tell its mean.
  private static final int ENOUGH = 100;

  /// Sorts of holds that are hardly longer than the shortest sort.
  private static final double AS_SHORT = 1.1;

  /// @param timeline a recording
  /// @param mutexes those that the handlers of its probes take
  /// @return what it tells
  static Stalls of(Timeline timeline, Set<Integer> mutexes) {
    var undisturbed = new Undisturbed(timeline);
    Lengths slowPaths = slowPaths(timeline, mutexes, undisturbed);
    if (slowPaths.size() >= ENOUGH) {
      return new Stalls(slowPaths.meanByMedian(), Math.round(slowPaths.mean()));
    }
    Lengths shortest = shortestHolds(timeline, undisturbed);
    Lengths told = shortest.size() >= ENOUGH ? shortest : wakeUps(timeline);
    return new Stalls(told.size() < ENOUGH ? 1 : told.meanByMedian(), 0);
  }

  private static Lengths slowPaths(
      Timeline timeline, Set<Integer> mutexes, Undisturbed undisturbed) {
    var lengths = new Lengths();
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (mutexes.contains(wait.lock())
          && wait.acquired()
          && undisturbed.onCpu(wait.task(), wait.startNs(), wait.endNs())) {
        lengths.add(wait.endNs() - wait.startNs());
      }
    }
    return lengths;
  }

  private static Lengths shortestHolds(Timeline timeline, Undisturbed undisturbed) {
    Map<Sort, Lengths> sorts = new HashMap<>();
    List<Lock> locks = timeline.locks();
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      Lock lock = locks.get(hold.lock());
      if (lock.kind() == LockKind.LWLOCK && hold.endSeen() && undisturbed.through(hold)) {
        sorts
            .computeIfAbsent(new Sort(lock.name(), hold.mode()), sort -> new Lengths())
            .add(hold.endNs() - hold.startNs());
      }
    }
    return pooled(sorts.values());
  }

  private static Lengths pooled(Collection<Lengths> sorts) {
    double least = Double.POSITIVE_INFINITY;
    for (Lengths lengths : sorts) {
      if (lengths.size() >= ENOUGH) {
        least = Math.min(least, lengths.median());
      }
    }
    var pool = new Lengths();
    for (Lengths lengths : sorts) {
      if (lengths.size() >= ENOUGH && lengths.median() <= AS_SHORT * least) {
        pool.addAll(lengths);
      }
    }
    return pool;
  }

  private static Lengths wakeUps(Timeline timeline) {
    var gaps = new Lengths();
    Wakeup[] open = new Wakeup[timeline.taskCount()];
    for (long row = 0; row < timeline.wakeups().size(); row++) {
      Wakeup wakeup = timeline.wakeups().get(row);
      int task = wakeup.task();
      if (task < 0) {
        continue;
      }
      if (wakeup.kind() == Wakeup.Kind.WAKING) {
        open[task] = wakeup;
      } else if (open[task] != null) {
        if (open[task].wakerCpu() == wakeup.wakerCpu() && open[task].waker() == wakeup.waker()) {
          gaps.add(wakeup.timeNs() - open[task].timeNs());
        }
        open[task] = null;
      }
    }
    return gaps;
  }

  private record Sort(String name, LockMode mode) {}
}
