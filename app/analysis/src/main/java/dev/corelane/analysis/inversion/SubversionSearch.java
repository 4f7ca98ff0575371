package dev.corelane.analysis.inversion;

import dev.corelane.analysis.RunTimes;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.locks.Locks;
import dev.corelane.analysis.locks.TaskTime;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares what threads got of the CPU with their weights, for each lock that limits them.
final class SubversionSearch {
  private static final double LOCK_EXCESS = 2;
  private static final double CPU_EXCESS = 1.5;
  private static final long FEWEST = 20;

  private static final class User {
    double weight;
    long acquisitions;
    long heldNs;
    long runNs;
  }

  private final Timeline timeline;
  private final LockHistory history;
  private final Priorities priorities;
  private final Window window;

  SubversionSearch(Timeline timeline, LockHistory history, Priorities priorities, Window window) {
    this.timeline = timeline;
    this.history = history;
    this.priorities = priorities;
    this.window = window;
  }

  List<Subversion> find(Locks locks, ProgressMonitor monitor) {
    List<LockUse> busy =
        locks.byLock().stream()
            .filter(LockUse::beyondKnee)
            .filter(use -> use.holds().inferredNs() == 0)
            .toList();
    if (busy.isEmpty()) {
      return List.of();
    }
    long[] runNs = RunTimes.of(timeline, window, true, monitor);
    List<Subversion> found = new ArrayList<>();
    busy.forEach(use -> compare(use, users(use, runNs), found));
    found.sort(
        Comparator.comparingDouble((Subversion s) -> -s.lockShare() / s.weightShare())
            .thenComparingInt(Subversion::task));
    return found;
  }

  /// Those who held the lock or waited for it, as far as they belong to the fair class.
  private Map<Integer, User> users(LockUse use, long[] runNs) {
    Map<Integer, User> users = new HashMap<>();
    for (TaskTime holder : use.topHolders()) {
      User user = users.computeIfAbsent(holder.task(), task -> new User());
      user.acquisitions = holder.count();
      user.heldNs = holder.ns();
    }
    use.topWaiters().forEach(w -> users.computeIfAbsent(w.task(), task -> new User()));
    users.forEach(
        (task, user) -> {
          user.weight = Priorities.weight(priorities.at(task, window.endNs()));
          user.runNs = runNs[task];
        });
    users.values().removeIf(user -> user.weight == 0);
    return users;
  }

  private void compare(LockUse use, Map<Integer, User> users, List<Subversion> found) {
    double weights = users.values().stream().mapToDouble(user -> user.weight).sum();
    double held = users.values().stream().mapToDouble(user -> user.heldNs).sum();
    double run = users.values().stream().mapToDouble(user -> user.runNs).sum();
    if (users.size() < 2 || held == 0 || run == 0) {
      return;
    }
    users.forEach(
        (task, user) -> {
          double weightShare = user.weight / weights;
          double lockShare = user.heldNs / held;
          double cpuShare = user.runNs / run;
          if (user.acquisitions >= FEWEST
              && lockShare >= LOCK_EXCESS * weightShare
              && cpuShare >= CPU_EXCESS * weightShare) {
            found.add(
                new Subversion(
                    use.lock(),
                    task,
                    user.acquisitions,
                    user.heldNs,
                    blocked(use.lock(), task),
                    weightShare,
                    lockShare,
                    cpuShare));
          }
        });
  }

  private long blocked(int lock, int holder) {
    long[] sum = new long[1];
    history.holds(
        hold -> {
          long from = Math.max(hold.startNs(), window.startNs());
          long to = Math.min(hold.endNs(), window.endNs());
          if (hold.lock() == lock && hold.task() == holder && from < to) {
            for (LockHistory.Wait wait : history.waitsFor(lock, from, to)) {
              long ns = Math.min(to, wait.endNs()) - Math.max(from, wait.startNs());
              sum[0] += wait.task() == holder ? 0 : Math.max(0, ns);
            }
          }
        });
    return sum[0];
  }
}
