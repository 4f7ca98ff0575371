package dev.corelane.analysis.observer;

import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the mutexes that belong to the recorder, and what waiting for them did.
final class RecorderLockFinder {
  /// The probe's event is written a few us after its mutex was taken.
  private static final long HANDLER_NS = 10_000;

  /// After the handler `s_lock` only returns.
  private static final long RETURN_NS = 50_000;

  private static final int FEWEST_WAITS = 20;
  private static final double LEAST_SHARE = 0.5;
  private static final double BEYOND_CHANCE = 2;

  private final Timeline timeline;
  private final Window window;
  private final ProbeHits hits;
  private final long[] runNs;
  private final List<Lock> locks;

  /// @param runNs CPU time of each task
  RecorderLockFinder(Timeline timeline, Window window, ProbeHits hits, long[] runNs) {
    this.timeline = timeline;
    this.window = window;
    this.hits = hits;
    this.runNs = runNs;
    this.locks = timeline.locks();
  }

  RecorderLocks find() {
    Set<Integer> found = new HashSet<>();
    waitsByLock()
        .forEach(
            (lock, waits) -> {
              if (isRecorders(waits)) {
                found.add(lock);
              }
            });
    return found.isEmpty() ? none() : use(found);
  }

  private RecorderLocks none() {
    return new RecorderLocks(Set.of(), 0, 0, 0, 0, 0, 0, 0);
  }

  private Map<Integer, List<LockWait>> waitsByLock() {
    var byLock = new HashMap<Integer, List<LockWait>>();
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (ProbeHits.kind(locks, wait.lock()) == LockKind.KERNEL_MUTEX) {
        byLock.computeIfAbsent(wait.lock(), l -> new ArrayList<>()).add(wait);
      }
    }
    return byLock;
  }

  private boolean isRecorders(List<LockWait> waits) {
    if (waits.size() < FEWEST_WAITS) {
      return false;
    }
    long atHits = 0;
    double chance = 0;
    for (LockWait wait : waits) {
      long next = hits.next(wait.task(), wait.endNs());
      if (next != Long.MAX_VALUE && next - wait.endNs() <= HANDLER_NS) {
        atHits++;
      }
      long run = runNs[wait.task()];
      chance += run > 0 ? Math.min(1, (double) hits.before(wait.task(), HANDLER_NS) / run) : 0;
    }
    return atHits >= LEAST_SHARE * waits.size() && atHits > BEYOND_CHANCE * chance;
  }

  private RecorderLocks use(Set<Integer> recorders) {
    long waits = 0;
    long waitNs = 0;
    var byTask = new HashMap<Integer, List<LockWait>>();
    var waiting = new HashMap<Integer, Intervals>();
    List<LockWait> spins = new ArrayList<>();
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (recorders.contains(wait.lock())) {
        waits += window.contains(wait.startNs()) ? 1 : 0;
        waitNs += window.overlap(wait.startNs(), wait.endNs());
        byTask.computeIfAbsent(wait.task(), t -> new ArrayList<>()).add(wait);
        clip(waiting.computeIfAbsent(wait.task(), t -> new Intervals()), wait);
      } else if (ProbeHits.kind(locks, wait.lock()) == LockKind.PG_SPINLOCK) {
        spins.add(wait);
      }
    }
    long[] held = held(waiting);
    long[] spun = spun(spins, byTask, waiting);
    return new RecorderLocks(recorders, waits, waitNs, held[0], held[1], spun[0], spun[1], spun[2]);
  }

  private void clip(Intervals intervals, LockWait wait) {
    intervals.add(
        Math.max(window.startNs(), wait.startNs()), Math.min(window.endNs(), wait.endNs()));
  }

  /// Time in which LWLocks were held, and the part in which their holder waited.
  private long[] held(Map<Integer, Intervals> waiting) {
    var holding = new HashMap<Integer, Intervals>();
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (ProbeHits.kind(locks, hold.lock()) == LockKind.LWLOCK) {
        holding
            .computeIfAbsent(hold.task(), t -> new Intervals())
            .add(
                Math.max(window.startNs(), hold.startNs()), Math.min(window.endNs(), hold.endNs()));
      }
    }
    long holdNs = 0;
    long waitNs = 0;
    for (Map.Entry<Integer, Intervals> task : holding.entrySet()) {
      holdNs += task.getValue().length();
      Intervals waits = waiting.get(task.getKey());
      if (waits != null) {
        waitNs += waits.within(task.getValue());
      }
    }
    return new long[] {holdNs, waitNs};
  }

  /// Time waited for spinlocks, the part in which the new owner waited in the probe at the end of
  /// `s_lock`, and the part of that in which the waiting thread did not do so itself.
  private long[] spun(
      List<LockWait> spins, Map<Integer, List<LockWait>> byTask, Map<Integer, Intervals> waiting) {
    var owned = new HashMap<Integer, Intervals>();
    for (LockWait spin : spins) {
      LockWait last = lastWithin(spin, byTask.getOrDefault(spin.task(), List.of()));
      if (last != null && spin.endNs() - last.endNs() <= RETURN_NS) {
        owned
            .computeIfAbsent(spin.lock(), l -> new Intervals())
            .add(Math.max(last.startNs(), spin.startNs()), spin.endNs());
      }
    }
    long spinNs = 0;
    long behindNs = 0;
    long ownNs = 0;
    for (LockWait spin : spins) {
      long from = Math.max(window.startNs(), spin.startNs());
      long to = Math.min(window.endNs(), spin.endNs());
      if (to > from) {
        spinNs += to - from;
        Intervals owners = owned.get(spin.lock());
        if (owners != null) {
          Intervals behind = owners.cut(from, to);
          behindNs += behind.length();
          Intervals own = waiting.get(spin.task());
          ownNs += own == null ? 0 : behind.within(own);
        }
      }
    }
    return new long[] {spinNs, behindNs, behindNs - ownNs};
  }

  private static @Nullable LockWait lastWithin(LockWait spin, List<LockWait> waits) {
    int low = 0;
    int high = waits.size();
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (waits.get(mid).startNs() < spin.endNs()) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    LockWait last = low == 0 ? null : waits.get(low - 1);
    return last != null && last.endNs() > spin.startNs() && last.endNs() <= spin.endNs()
        ? last
        : null;
  }
}
