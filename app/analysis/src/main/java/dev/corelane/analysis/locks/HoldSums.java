package dev.corelane.analysis.locks;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.timeline.Timeline;

/// Adds up the holds of every lock: acquisitions, times, hand-overs, preempted holders.
final class HoldSums {
  private final Timeline timeline;
  private final LockScope work;
  private final Window window;
  private final LocksAnalysis.Sums sums;

  HoldSums(Timeline timeline, LockScope work, Window window, LocksAnalysis.Sums sums) {
    this.timeline = timeline;
    this.work = work;
    this.window = window;
    this.sums = sums;
  }

  void add(Steps steps) {
    addAcquisitions(steps);
    LockFacts holds = work.holds;
    for (int row = 0; row < holds.size; row++) {
      if (window.meets(holds.start[row], holds.end[row])) {
        addHold(row);
      }
    }
    for (int gap = 0; gap < work.gaps.size; gap++) {
      steps.next();
      addGap(gap);
    }
    Grouping byLock = holds.byLock(timeline);
    for (int lock = 0; lock < timeline.locks().size(); lock++) {
      if (timeline.locks().get(lock).single()) {
        addHandOvers(byLock, lock);
      }
    }
  }

  private void addHold(int row) {
    LockFacts holds = work.holds;
    long start = holds.start[row];
    long end = holds.end[row];
    long ns = window.overlap(start, end);
    UseSums use = sums.of(holds.lock[row], holds.mode(row));
    boolean inferred = holds.fromWakeup(row);
    int begun = window.contains(start) ? 1 : 0;
    use.holds += begun;
    use.holdNs += ns;
    use.exclusiveNs += exclusive(holds.mode(row)) ? ns : 0;
    use.onCpuNs += work.gaps.onCpuNs[row];
    use.unknownHoldNs += work.gaps.unknownNs[row];
    use.inferredNs += inferred ? ns : 0;
    if (window.contains(end)) {
      use.longestHoldNs = Math.max(use.longestHoldNs, end - start);
    }
    use.holder(holds.task[row], begun, ns);
  }

  private void addGap(int gap) {
    HolderGaps gaps = work.gaps;
    int hold = gaps.hold[gap];
    long from = Math.max(gaps.fromNs[gap], window.startNs());
    long to = Math.min(gaps.toNs[gap], window.endNs());
    UseSums use = sums.of(gaps.holds.lock[hold], gaps.holds.mode(hold));
    if (gaps.first[gap] && window.contains(gaps.fromNs[gap])) {
      use.preemptedHolds++;
    }
    if (to <= from) {
      return;
    }
    use.involuntaryNs += to - from;
    use.stretchNs += to - from;
    for (HurtWaiter waiter :
        work.costs.of(gaps.holds.lock[hold], gaps.holds.task[hold], from, to)) {
      use.wasteNs += waiter.spinNs();
      use.blockedNs += waiter.sleepNs() + waiter.runDelayNs();
    }
  }

  private void addHandOvers(Grouping byLock, int lock) {
    LockFacts holds = work.holds;
    IntervalIndex.Cursor queue = work.queues.cursor(lock);
    long free = Long.MIN_VALUE;
    for (int place = byLock.from(lock); place < byLock.to(lock); place++) {
      int row = byLock.row(place);
      long start = holds.start[row];
      boolean recorded = holds.timed(row);
      if (recorded
          && free != Long.MIN_VALUE
          && start >= free
          && window.contains(start)
          && queue.waitedAt(free)) {
        sums.of(lock, holds.mode(row)).handOver(start - free);
      }
      free = Math.max(free, holds.end[row]);
    }
  }

  /// A thread had to wait for a lock when a wait of its own for it began since it last took it.
  private void addAcquisitions(Steps steps) {
    LockFacts holds = work.holds;
    LockFacts waits = work.waits;
    boolean[] recorded = new boolean[timeline.locks().size()];
    var waited = new Waited();
    int wait = 0;
    for (int row = 0; row < holds.size; row++) {
      steps.next();
      if (!holds.timed(row)) {
        continue;
      }
      recorded[holds.lock[row]] = true;
      for (; wait < waits.size && waits.start[wait] <= holds.start[row]; wait++) {
        waited.add(waits.lock[wait], waits.task[wait]);
      }
      boolean contended = waited.remove(holds.lock[row], holds.task[row]);
      if (window.contains(holds.start[row])) {
        UseSums use = sums.of(holds.lock[row], holds.mode(row));
        use.acquisitions++;
        use.contended += contended ? 1 : 0;
      }
    }
    for (int row = 0; row < waits.size; row++) {
      if (!recorded[waits.lock[row]] && waits.flag(row) && window.contains(waits.end[row])) {
        UseSums use = sums.of(waits.lock[row], waits.mode(row));
        use.acquisitions++;
        use.contended++;
      }
    }
  }

  /// Modes that conflict with themselves: one holder at a time.
  private static boolean exclusive(LockMode mode) {
    return switch (mode) {
      case EXCLUSIVE,
          SHARE_UPDATE_EXCLUSIVE,
          SHARE_ROW_EXCLUSIVE,
          HEAVY_EXCLUSIVE,
          ACCESS_EXCLUSIVE ->
          true;
      case UNKNOWN, SHARED, WAIT_UNTIL_FREE, ACCESS_SHARE, ROW_SHARE, ROW_EXCLUSIVE, SHARE -> false;
    };
  }
}
