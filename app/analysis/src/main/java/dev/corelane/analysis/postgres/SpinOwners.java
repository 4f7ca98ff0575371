package dev.corelane.analysis.postgres;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What became of threads that had just got one of PostgreSQL's spinlocks while others waited for
/// it. Such a thread holds the lock for a few dozen instructions more; what happens to it before it
/// has run [#SOON_NS] is taken to happen under the lock. When it gave the lock back is not
/// recorded, so this is inferred.
final class SpinOwners {
  /// Far longer than such a critical section takes without a page fault (under 1 us), and than a
  /// probe's hit.
  static final long SOON_NS = 20_000;

  private static final String FAULT = "page fault";

  private final Timeline timeline;
  private final ThreadActivity activity;
  private final Map<Integer, NavigableSet<Long>> faults = new HashMap<>();
  private long owners;
  private long preempted;
  private long preemptedNs;
  private long blocked;
  private long blockedNs;
  private long faulted;

  SpinOwners(Timeline timeline, Window window, ProgressMonitor monitor) {
    this.timeline = timeline;
    this.activity = new ThreadActivity(timeline);
    for (long row = timeline.marks().firstAtOrAfter(window.startNs());
        row < timeline.marks().size();
        row++) {
      Mark mark = timeline.marks().get(row);
      if (mark.category().equals(FAULT)) {
        faults.computeIfAbsent(mark.task(), task -> new TreeSet<>()).add(mark.timeNs());
      }
    }
    Map<Integer, List<LockWait>> byLock = new HashMap<>();
    var steps = new Steps(monitor, timeline.waits().size(), "looking who got spinlocks");
    for (long row = 0; row < timeline.waits().size(); row++) {
      steps.next();
      LockWait wait = timeline.waits().get(row);
      if (wait.lock() >= 0 && spinlock(timeline.locks().get(wait.lock()))) {
        byLock.computeIfAbsent(wait.lock(), lock -> new ArrayList<>()).add(wait);
      }
    }
    byLock.values().forEach(waits -> add(waits, window));
  }

  private static boolean spinlock(Lock lock) {
    return lock.kind() == LockKind.PG_SPINLOCK && lock.single();
  }

  private void add(List<LockWait> waits, Window window) {
    long[] starts = waits.stream().mapToLong(LockWait::startNs).sorted().toArray();
    long[] ends = waits.stream().mapToLong(LockWait::endNs).sorted().toArray();
    for (LockWait wait : waits) {
      long at = wait.endNs();
      boolean others = notAfter(starts, at) - notAfter(ends, at) > 0;
      if (wait.acquired() && window.contains(at) && others) {
        owners++;
        follow(wait.task(), at);
      }
    }
  }

  private static int notAfter(long[] times, long timeNs) {
    int found = Arrays.binarySearch(times, timeNs + 1);
    while (found > 0 && times[found - 1] == timeNs + 1) {
      found--;
    }
    return found < 0 ? -1 - found : found;
  }

  private void follow(int task, long atNs) {
    TaskStates states = activity.states(task);
    long i = activity.at(task, atNs);
    if (states.kind(i) != StateKind.RUNNING) {
      return;
    }
    long leftNs = states.endNs(i);
    long untilNs = Math.min(leftNs, atNs + SOON_NS);
    Long fault = faults.getOrDefault(task, new TreeSet<>()).ceiling(atNs);
    faulted += fault != null && fault <= untilNs ? 1 : 0;
    if (leftNs > atNs + SOON_NS || i + 1 >= states.count()) {
      return;
    }
    if (activity.endOf(states, i).involuntary()) {
      preempted++;
      preemptedNs += activity.backNs(states, i, timeline.range().endNs()) - leftNs;
    } else if (states.kind(i + 1).blocked()) {
      blocked++;
      blockedNs += states.endNs(i + 1) - leftNs;
    }
  }

  boolean faulted() {
    return faulted > 0;
  }

  long owners() {
    return owners;
  }

  /// Whether any of them left its CPU, or met a page fault, so soon.
  boolean any() {
    return preempted + blocked + faulted > 0;
  }

  List<Sign> signs() {
    var signs = new ArrayList<Sign>();
    if (preempted > 0) {
      signs.add(
          Sign.inferred(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d threads that got the lock while others waited were preempted before"
                      + " they had run 20 us more, and were off the CPU for %.2f s in all",
                  preempted,
                  owners,
                  preemptedNs / 1e9)));
    }
    if (blocked > 0) {
      signs.add(
          Sign.inferred(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d threads that got the lock while others waited were blocked before"
                      + " they had run 20 us more, for %.2f s in all",
                  blocked,
                  owners,
                  blockedNs / 1e9)));
    }
    if (faulted > 0) {
      signs.add(
          Sign.inferred(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d threads that got the lock while others waited met a page fault before"
                      + " they had run 20 us more: a fault under the lock makes every waiter wait"
                      + " for it; huge pages (huge_pages = on) make such faults rare",
                  faulted,
                  owners)));
    }
    return signs;
  }
}
