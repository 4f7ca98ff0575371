package dev.corelane.analysis.incident;

import dev.corelane.analysis.Window;
import dev.corelane.analysis.blocking.Convoy;
import dev.corelane.analysis.inversion.PriorityInversion;
import dev.corelane.analysis.latency.Distribution;
import dev.corelane.analysis.latency.RunDelay;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.locks.HolderPreemption;
import dev.corelane.analysis.locks.HolderPreemptions;
import dev.corelane.analysis.locks.LockNames;
import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.locks.Locks;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings while they are collected.
final class FindingList {
  private static final Comparator<Finding> DEAREST_FIRST =
      Comparator.comparingLong((Finding finding) -> -finding.lostNs())
          .thenComparing(Finding::kind)
          .thenComparingInt(Finding::lock);

  private record Name(LockKind kind, String name) {}

  private final Timeline timeline;
  private final Window window;
  private final List<Finding> found = new ArrayList<>();
  private final long[] worstAt;

  FindingList(Timeline timeline, Window window) {
    this.timeline = timeline;
    this.window = window;
    this.worstAt = longestWaits();
  }

  List<Finding> worstFirst() {
    return found.stream().sorted(DEAREST_FIRST).toList();
  }

  void addLocks(Locks locks, HolderPreemptions holders) {
    Map<Name, HolderPreemption> dearest = new HashMap<>();
    for (int index : holders.byCost()) {
      if (holders.costNs(index) == 0) {
        break;
      }
      HolderPreemption preemption = holders.get(index);
      Lock lock = timeline.locks().get(preemption.lock());
      dearest.putIfAbsent(new Name(lock.kind(), LockNames.of(lock)), preemption);
    }
    addKernelLocks(locks.byLock());
    for (LockUse use : locks.byName()) {
      if (use.waits().totalNs() > 0 && !kernel(use.kind())) {
        add(Finding.Kind.LOCK_WAITS, use.waits().totalNs(), use, use.waits().count());
      }
      HolderPreemption worst = dearest.get(new Name(use.kind(), use.name()));
      if (worst != null) {
        found.add(
            new Finding(
                Finding.Kind.PREEMPTED_HOLDERS,
                use.preempted().wasteNs() + use.preempted().blockedNs(),
                worst.lock(),
                worst.holder(),
                worst.offCpu().startNs(),
                use.preempted().count()));
      }
    }
    for (LockUse use : locks.byLock()) {
      if (use.beyondKnee()) {
        add(Finding.Kind.SATURATED_LOCK, use.waits().totalNs(), use, use.acquisitions());
      }
    }
  }

  /// Locks of the kernel mostly have no names, and its per-CPU locks are many: only together do
  /// they show what the kernel itself costs.
  private void addKernelLocks(List<LockUse> byLock) {
    long waitNs = 0;
    long waits = 0;
    LockUse worst = null;
    for (LockUse use : byLock) {
      if (kernel(use.kind())) {
        worst = worst == null ? use : worst;
        waitNs += use.waits().totalNs();
        waits += use.waits().count();
      }
    }
    if (worst != null && waitNs > 0) {
      add(Finding.Kind.KERNEL_LOCKS, waitNs, worst, waits);
    }
  }

  private static boolean kernel(LockKind kind) {
    return switch (kind) {
      case KERNEL_SPIN, KERNEL_MUTEX, KERNEL_RWSEM, KERNEL_RTMUTEX, KERNEL_PERCPU -> true;
      case LWLOCK, HEAVYWEIGHT, PG_SPINLOCK, FUTEX, SIMULATED, OTHER -> false;
    };
  }

  private void add(Finding.Kind kind, long lostNs, LockUse use, long count) {
    int task = use.topWaiters().isEmpty() ? Task.UNKNOWN : use.topWaiters().getFirst().task();
    found.add(new Finding(kind, lostNs, use.lock(), task, worstAt[use.lock()], count));
  }

  /// When the longest wait of every lock began, in one pass.
  private long[] longestWaits() {
    long[] longest = new long[timeline.locks().size()];
    long[] at = new long[timeline.locks().size()];
    Arrays.fill(longest, -1);
    Arrays.fill(at, window.startNs());
    var waits = timeline.waits().table();
    var starts = waits.i64("start");
    var ends = waits.i64("end");
    var locks = waits.i32("lock");
    for (long row = 0; row < waits.rows(); row++) {
      int lock = locks.get(row);
      long ns = ends.get(row) - starts.get(row);
      if (lock >= 0
          && lock < longest.length
          && ns > longest[lock]
          && window.meets(starts.get(row), ends.get(row))) {
        longest[lock] = ns;
        at[lock] = Math.max(window.startNs(), starts.get(row));
      }
    }
    return at;
  }

  /// One finding per lock, with its dearest inversion.
  void addInversions(List<PriorityInversion> dearestFirst) {
    Map<Integer, List<PriorityInversion>> byLock = new LinkedHashMap<>();
    dearestFirst.forEach(
        inversion ->
            byLock.computeIfAbsent(inversion.lock(), l -> new ArrayList<>()).add(inversion));
    byLock.forEach(
        (lock, all) ->
            found.add(
                new Finding(
                    Finding.Kind.PRIORITY_INVERSION,
                    all.stream().mapToLong(PriorityInversion::lostNs).sum(),
                    lock,
                    all.getFirst().holder(),
                    all.getFirst().startNs(),
                    all.size())));
  }

  void addConvoys(List<Convoy> convoys) {
    for (Convoy convoy : convoys) {
      found.add(
          new Finding(
              Finding.Kind.CONVOY,
              convoy.threadNs(),
              convoy.lock(),
              convoy.trigger(),
              convoy.range().startNs(),
              convoy.peak()));
    }
  }

  void addDelays(RunDelays delays) {
    add(Finding.Kind.WAKEUP_LATENCY, delays.afterWakeup(), delays, false);
    add(Finding.Kind.PREEMPTION, delays.afterPreemption(), delays, true);
  }

  /// Kernel threads of low priority, such as khugepaged, wait longest as a rule and matter least.
  private void add(
      Finding.Kind kind, Distribution distribution, RunDelays delays, boolean preempted) {
    if (distribution.totalNs() == 0) {
      return;
    }
    List<RunDelay> longest =
        delays.worst().stream().filter(delay -> delay.preempted() == preempted).toList();
    RunDelay worst =
        longest.stream()
            .filter(delay -> !timeline.task(delay.task()).kernelThread())
            .findFirst()
            .orElse(longest.isEmpty() ? null : longest.getFirst());
    found.add(
        new Finding(
            kind,
            distribution.totalNs(),
            -1,
            worst == null ? Task.UNKNOWN : worst.task(),
            worst == null ? window.startNs() : worst.startNs(),
            distribution.count()));
  }
}
