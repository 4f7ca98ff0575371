package dev.corelane.analysis.locks;

import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.Window;
import dev.corelane.trace.task.ProgressMonitor;

/// The record of the locks, and when holders were preempted in a window. Not for more than one
/// thread at a time.
final class LockScope {
  final LockFacts waits;
  final LockFacts holds;
  final IntervalIndex queues;
  final ThreadActivity activity;
  final WaiterCosts costs;
  final HolderGaps gaps;

  LockScope(LockRecord record, Window window, ProgressMonitor monitor) {
    waits = record.waits;
    holds = record.holds;
    queues = record.queues;
    activity = new ThreadActivity(record.timeline);
    costs = new WaiterCosts(record.timeline, waits, queues, activity);
    gaps = record.gaps(window, monitor);
  }
}
