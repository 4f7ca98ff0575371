package dev.corelane.replay.extract;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.timeline.Timeline;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much longer than usual a hit of a probe takes on average, because it contains pauses: where
/// CPUs are virtual and take turns on those of their host, or firmware takes them away. Taken from
/// the first of these that there are enough of:
///
/// 1. Waits for the mutexes of probes that did not block: the way to such a mutex that is not free
///    at once. Preemption is off on it, so that no switch hides the pauses.
/// 2. Holds of LWLocks of the sorts that are held most shortly, without a switch and without a wait
///    in them: the time from one probe to the next.
/// 3. [Stalls] in wake-ups. They contain waits for the run queue's lock, too.
///
/// @param factor mean by median, at least 1
/// @param slowPathNs how long the first of these takes on average, 0 if that was not seen
record Pauses(double factor, long slowPathNs) {
  /// As many of a sort tell its mean.
  private static final int ENOUGH = 100;

  /// Sorts of holds that are hardly longer than the shortest sort.
  private static final double AS_SHORT = 1.1;

  /// @param timeline a recording
  /// @param mutexes those that the handlers of its probes take
  /// @return what it tells
  static Pauses of(Timeline timeline, Set<Integer> mutexes) {
    var undisturbed = new Undisturbed(timeline);
    Lengths slowPaths = slowPaths(timeline, mutexes, undisturbed);
    if (slowPaths.size() >= ENOUGH) {
      return new Pauses(slowPaths.meanByMedian(), Math.round(slowPaths.mean()));
    }
    Lengths shortest = shortestHolds(timeline, undisturbed);
    double factor =
        shortest.size() >= ENOUGH ? shortest.meanByMedian() : Stalls.of(timeline).factor();
    return new Pauses(factor, 0);
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

  private record Sort(String name, LockMode mode) {}
}
