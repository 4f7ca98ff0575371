package dev.corelane.analysis.locks;

import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.TimeShares;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// What the waiters for a lock lost in an interval.
final class WaiterCosts {
  private final Timeline timeline;
  private final LockFacts waits;
  private final IntervalIndex queues;
  private final ThreadActivity activity;
  private final TimeShares shares = new TimeShares();

  WaiterCosts(Timeline timeline, LockFacts waits, IntervalIndex queues, ThreadActivity activity) {
    this.timeline = timeline;
    this.waits = waits;
    this.queues = queues;
    this.activity = activity;
  }

  /// @return another that tells the same, for another thread
  WaiterCosts again() {
    return new WaiterCosts(timeline, waits, queues, new ThreadActivity(timeline));
  }

  /// @param lock internal lock id
  /// @param holder not counted among the waiters
  List<HurtWaiter> of(int lock, int holder, long fromNs, long toNs) {
    List<HurtWaiter> found = new ArrayList<>();
    if (timeline.locks().get(lock).single()) {
      queues.overlapping(
          lock,
          fromNs,
          toNs,
          row -> {
            if (waits.task[row] != holder) {
              found.add(loss(row, fromNs, toNs));
            }
          });
    }
    return found;
  }

  private HurtWaiter loss(int row, long fromNs, long toNs) {
    int task = waits.task[row];
    activity.add(
        task, Math.max(fromNs, waits.start[row]), Math.min(toNs, waits.end[row]), shares.clear());
    return new HurtWaiter(
        task, shares.runningNs(), shares.blockedNs() + shares.unknownNs(), shares.runnableNs());
  }
}
