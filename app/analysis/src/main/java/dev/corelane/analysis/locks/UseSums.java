package dev.corelane.analysis.locks;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockMode;
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

  private long handOvers;
  private long handOverNs;
  private long longestHandOverNs;

  long preemptedHolds;
  long stretchNs;
  long wasteNs;
  long blockedNs;

  private final TaskTimes holders = new TaskTimes();
  private final TaskTimes waiters = new TaskTimes();

  UseSums(LockMode mode, @Nullable UseSums next) {
    this.mode = mode;
    this.next = next;
  }

  void holder(int task, long count, long ns) {
    holders.add(task, count, ns);
  }

  void waiter(int task, long count, long ns) {
    waiters.add(task, count, ns);
  }

  void handOver(long gapNs) {
    handOvers++;
    handOverNs += gapNs;
    longestHandOverNs = Math.max(longestHandOverNs, gapNs);
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
        new HandOvers(handOvers, handOverNs, longestHandOverNs),
        new PreemptedHolders(preemptedHolds, stretchNs, wasteNs, blockedNs),
        lock.single() && windowNs > 0 ? Math.min(1, (double) exclusiveNs / windowNs) : 0,
        UseMerger.longestFirst(holders.list()),
        UseMerger.longestFirst(waiters.list()));
  }
}
