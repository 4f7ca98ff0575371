package dev.corelane.analysis.locks;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.Window;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;

/// What all analyses of locks start from: waits, holds (recorded and inferred), and the times in
/// which holders were preempted.
final class LockWork {
  final LockFacts waits;
  final LockFacts holds;
  final int recordedHolds;
  final ThreadActivity activity;
  final IntervalIndex queues;
  final WaiterCosts costs;
  final HolderGaps gaps;

  LockWork(Timeline timeline, Window window, ProgressMonitor monitor) {
    activity = new ThreadActivity(timeline);
    waits = LockFacts.of(timeline, timeline.waits().table());
    LockFacts recorded = LockFacts.of(timeline, timeline.holds().table());
    recordedHolds = recorded.size;
    var steps = new Steps(monitor, (long) waits.size + recorded.size, "looking who held the locks");
    holds = recorded.and(ReleaserHolds.infer(timeline, waits, recorded, activity, steps));
    queues = new IntervalIndex(waits, waits.byLock(timeline), timeline.locks().size());
    costs = new WaiterCosts(timeline, waits, queues, activity);
    gaps = new HolderGaps(holds, activity, window, steps);
  }
}
