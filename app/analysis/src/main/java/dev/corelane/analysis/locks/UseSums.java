package dev.corelane.analysis.locks;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of one lock in one mode while they are added up.
final class UseSums {
  final LockMode mode;
  final @Nullable UseSums next;

  long acquisitions;
  long contended;

  long waits;
  long waitNs;
  long spinNs;
  long sleepNs;
  long runDelayNs;
  long unknownWaitNs;
  long innerNs;
  long waiterPreemptions;
  long waiterPreemptedNs;
  long longestWaitNs;

  long holds;
  long holdNs;
  long exclusiveNs;
  long onCpuNs;
  long involuntaryNs;
  long unknownHoldNs;
  long inferredNs;
  long longestHoldNs;

  HandOvers handOvers = HandOvers.NONE;

  long preemptedHolds;
  long stretchNs;
  long wasteNs;
  long blockedNs;

  private final Map<Integer, TaskTime> holders = new HashMap<>();
  private final Map<Integer, TaskTime> waiters = new HashMap<>();

  UseSums(LockMode mode, @Nullable UseSums next) {
    this.mode = mode;
    this.next = next;
  }

  void holder(int task, long count, long ns) {
    add(holders, task, count, ns);
  }

  void waiter(int task, long count, long ns) {
    add(waiters, task, count, ns);
  }

  private static void add(Map<Integer, TaskTime> times, int task, long count, long ns) {
    times.merge(
        task,
        new TaskTime(task, count, ns),
        (a, b) -> new TaskTime(task, a.count() + b.count(), a.ns() + b.ns()));
  }

  LockUse use(Lock lock, long windowNs) {
    return new LockUse(
        lock.id(),
        1,
        lock.kind(),
        LockNames.of(lock),
        mode,
        acquisitions,
        contended,
        new WaitTimes(
            waits,
            waitNs,
            spinNs,
            sleepNs,
            runDelayNs,
            unknownWaitNs,
            innerNs,
            waiterPreemptions,
            waiterPreemptedNs,
            longestWaitNs),
        new HoldTimes(
            holds,
            holdNs,
            exclusiveNs,
            onCpuNs,
            involuntaryNs,
            holdNs - onCpuNs - involuntaryNs - unknownHoldNs,
            unknownHoldNs,
            inferredNs,
            longestHoldNs),
        handOvers,
        new PreemptedHolders(preemptedHolds, stretchNs, wasteNs, blockedNs),
        lock.single() && windowNs > 0 ? Math.min(1, (double) exclusiveNs / windowNs) : 0,
        UseMerger.longestFirst(List.copyOf(holders.values())),
        UseMerger.longestFirst(List.copyOf(waiters.values())));
  }
}
