package dev.corelane.analysis.blocking;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.trace.model.Task;
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

  BlockedBy(Timeline timeline, LockHistory history, List<Convoy> convoys) {
    this.timeline = timeline;
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
        List<Integer> holders = new ArrayList<>(history.holders(wait.lock(), timeNs));
        holders.remove((Integer) task);
        blocked.add(new BlockedThread(task, wait.lock(), wait.startNs(), holders));
      }
    }
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
