package dev.corelane.analysis.blocking;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Who waited for whom, at any moment, and the convoys. Reads the timeline, which must stay open;
/// not for more than one thread at a time.
public final class BlockedBy {
  private static final Comparator<BlockingRoot> WIDEST_FIRST =
      Comparator.comparingInt((BlockingRoot root) -> -root.width())
          .thenComparingInt(BlockingRoot::task);

  private final Timeline timeline;
  private final LockHistory history;
  private final List<Convoy> convoys;
  private final List<Deadlock> deadlocks;
  private final Window window;

  BlockedBy(
      Timeline timeline,
      LockHistory history,
      Window window,
      List<Convoy> convoys,
      List<Deadlock> deadlocks) {
    this.timeline = timeline;
    this.window = window;
    this.deadlocks = List.copyOf(deadlocks);
    this.history = history;
    this.convoys = List.copyOf(convoys);
  }

  /// @return the convoys of the range, most threads times time first
  public List<Convoy> convoys() {
    return convoys;
  }

  /// @return whether all of it was recorded
  public Confidence confidence() {
    return Confidence.of(timeline);
  }

  /// @return the deadlocks that began in the range, by time
  public List<Deadlock> deadlocks() {
    return deadlocks;
  }

  /// Looks for deadlocks in another range of the same timeline.
  ///
  /// @param range what to look at; what lies outside the timeline is left out
  /// @param monitor asked whether to go on
  /// @return the deadlocks that began in it, by time
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public List<Deadlock> deadlocksIn(TimeRange range, ProgressMonitor monitor) {
    var other = Window.of(timeline, range);
    return other.equals(window)
        ? deadlocks
        : new DeadlockSearch(timeline, history, other).find(monitor);
  }

  /// How many threads were blocked over time, and by whom most of them in the end.
  ///
  /// @param parts how many parts of equal length the range is cut into, at least 1
  /// @param monitor asked whether to go on
  /// @return one entry per part, by time
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public List<BlockedPart> over(int parts, ProgressMonitor monitor) {
    return new BlockedSeries(history, window, parts, this::snapshot).parts(monitor);
  }

  /// Who waits for whom at a moment.
  ///
  /// @param timeNs the moment
  /// @return the waiting threads, roots and deadlocks
  public BlockingSnapshot at(long timeNs) {
    List<BlockedThread> blocked = new ArrayList<>();
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      List<LockHistory.Wait> waits = history.waitsOf(task, timeNs, timeNs + 1);
      if (!waits.isEmpty()) {
        LockHistory.Wait wait = waits.getLast();
        blocked.add(
            new BlockedThread(task, wait.lock(), wait.startNs(), history.blockers(wait, timeNs)));
      }
    }
    return snapshot(timeNs, blocked);
  }

  private BlockingSnapshot snapshot(long timeNs, List<BlockedThread> blocked) {
    var graph = new WaitGraph(blocked);
    List<BlockingRoot> roots = new ArrayList<>();
    graph
        .waitersOfRoots()
        .forEach(
            (root, distances) -> {
              var states = history.activity().states(root);
              roots.add(
                  new BlockingRoot(
                      root,
                      states.kind(states.at(timeNs)),
                      distances.size(),
                      Collections.max(distances.values())));
            });
    roots.sort(WIDEST_FIRST);
    return new BlockingSnapshot(timeNs, blocked, roots, graph.rings());
  }
}
