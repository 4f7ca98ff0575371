package dev.corelane.analysis.blocking;

import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.Steps;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.analysis.locks.LockRecord;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Who waited for whom: at any moment as a graph with its roots and rings, over the range as a
/// series, as convoys and as deadlocks.
///
/// A thread waits for those that hold the lock it waits for, as recorded or as the wake-ups tell. A
/// thread with nested waits waits for the innermost lock only. Where no hold of the lock is known,
/// it waits for the thread that the wait's own record names.
public final class BlockedByAnalysis implements TraceAnalysis<BlockedBy> {
  /// Threads that must wait for one lock at once to make a convoy.
  public static final int CONVOY = 5;

  /// Hand-overs after which a convoy is more than the wake of one preemption (Blasgen, Gray,
  /// Mitoma, Price: The convoy phenomenon, 1979).
  public static final int PERSISTENT = 10;

  /// Creates it.
  public BlockedByAnalysis() {}

  @Override
  public String id() {
    return "blocked-by";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.WAITS);
  }

  @Override
  public BlockedBy run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return run(new LockRecord(timeline, monitor), range, monitor);
  }

  /// The same for who looks at the locks in several ways.
  ///
  /// @param record the locks of the timeline
  /// @param range what to look at; what lies outside the timeline is left out
  /// @param monitor told of the progress, asked whether to go on
  /// @return the result
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public BlockedBy run(LockRecord record, TimeRange range, ProgressMonitor monitor) {
    Timeline timeline = record.timeline();
    var window = Window.of(timeline, range);
    var history = new LockHistory(record);
    var search = new ConvoySearch(history, window);
    var steps = new Steps(monitor, timeline.locks().size(), "looking for convoys");
    List<Convoy> convoys = new ArrayList<>();
    for (Lock lock : timeline.locks()) {
      steps.next();
      if (lock.single()) {
        search.find(lock.id(), convoys);
      }
    }
    convoys.sort(Comparator.comparingLong((Convoy convoy) -> -convoy.threadNs()));
    return new BlockedBy(
        timeline,
        history,
        window,
        convoys,
        new DeadlockSearch(timeline, history, window).find(monitor));
  }
}
