package dev.corelane.analysis.locks;

import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts the numbers of several modes or several locks together.
final class UseMerger {
  private static final Comparator<TaskTime> LONGEST_FIRST =
      Comparator.comparingLong((TaskTime time) -> -time.ns()).thenComparingInt(TaskTime::task);

  private UseMerger() {}

  /// All modes of one lock. Exclusive times of one lock add up, because they cannot overlap.
  static LockUse modes(List<LockUse> uses) {
    double utilisation = uses.stream().mapToDouble(LockUse::utilisation).sum();
    return merge(uses.getFirst().name(), uses, 1, Math.min(1, utilisation));
  }

  /// Several locks, the worst first, under one name.
  static LockUse locks(String name, List<LockUse> uses) {
    double busiest = uses.stream().mapToDouble(LockUse::utilisation).max().orElse(0);
    return merge(name, uses, uses.size(), busiest);
  }

  private static LockUse merge(String name, List<LockUse> uses, int locks, double utilisation) {
    LockUse first = uses.getFirst();
    long acquisitions = 0;
    long contended = 0;
    var waits = WaitTimes.NONE;
    var holds = HoldTimes.NONE;
    var handOvers = HandOvers.NONE;
    var preempted = PreemptedHolders.NONE;
    List<TaskTime> holders = new ArrayList<>();
    List<TaskTime> waiters = new ArrayList<>();
    for (LockUse use : uses) {
      acquisitions += use.acquisitions();
      contended += use.contended();
      waits = waits.plus(use.waits());
      holds = holds.plus(use.holds());
      handOvers = handOvers.plus(use.handOvers());
      preempted = preempted.plus(use.preempted());
      holders.addAll(use.topHolders());
      waiters.addAll(use.topWaiters());
    }
    return new LockUse(
        first.lock(),
        locks,
        first.kind(),
        name,
        LockMode.UNKNOWN,
        acquisitions,
        contended,
        waits,
        holds,
        handOvers,
        preempted,
        utilisation,
        longestFirst(holders),
        longestFirst(waiters));
  }

  /// One entry per thread, the longest first.
  static List<TaskTime> longestFirst(List<TaskTime> times) {
    Map<Integer, TaskTime> byTask = new HashMap<>();
    for (TaskTime time : times) {
      byTask.merge(
          time.task(),
          time,
          (x, y) -> new TaskTime(x.task(), x.count() + y.count(), x.ns() + y.ns()));
    }
    return byTask.values().stream().sorted(LONGEST_FIRST).toList();
  }
}
