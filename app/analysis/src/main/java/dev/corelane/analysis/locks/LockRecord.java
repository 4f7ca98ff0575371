package dev.corelane.analysis.locks;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.Window;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Who waited for and who held the locks of a timeline, recorded and inferred: what all analyses of
/// locks start from. To be made once for several of them; threads may share it. Reads the timeline,
/// which must stay open.
public final class LockRecord {
  final Timeline timeline;
  final LockFacts waits;
  final LockFacts holds;
  final IntervalIndex queues;
  private @Nullable IntervalIndex waitsOfTask;
  private @Nullable IntervalIndex holdsOfLock;
  private @Nullable HolderGaps gaps;
  private @Nullable Window gapsWindow;

  /// @param timeline the facts
  /// @param monitor asked whether to go on
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public LockRecord(Timeline timeline, ProgressMonitor monitor) {
    this.timeline = timeline;
    waits = LockFacts.of(timeline, timeline.waits().table());
    LockFacts recorded = LockFacts.of(timeline, timeline.holds().table());
    var steps = new Steps(monitor, waits.size, "looking who held the locks");
    LockFacts inferred =
        ReleaserHolds.infer(timeline, waits, recorded, new ThreadActivity(timeline), steps);
    holds = recorded.without(toldAgain(recorded, inferred)).and(inferred);
    queues = new IntervalIndex(waits, waits.byLock(timeline), timeline.locks().size());
  }

  /// Holds that samples show and wake-ups tell better: of the same lock and holder, at one time.
  private BitSet toldAgain(LockFacts recorded, LockFacts inferred) {
    var again = new BitSet();
    Grouping byLock = inferred.byLock(timeline);
    for (int row = 0; row < recorded.size; row++) {
      if (recorded.sampled(row)) {
        int lock = recorded.lock[row];
        for (int place = byLock.from(lock); place < byLock.to(lock); place++) {
          int other = byLock.row(place);
          if (inferred.task[other] == recorded.task[row]
              && inferred.start[other] <= recorded.end[row]
              && inferred.end[other] >= recorded.start[row]) {
            again.set(row);
          }
        }
      }
    }
    return again;
  }

  /// When holders were preempted; kept for the window that was asked for last.
  synchronized HolderGaps gaps(Window window, ProgressMonitor monitor) {
    HolderGaps known = gaps;
    if (known == null || !window.equals(gapsWindow)) {
      known = new HolderGaps(timeline, holds, window, monitor);
      gaps = known;
      gapsWindow = window;
    }
    return known;
  }

  synchronized IntervalIndex waitsOfTask() {
    IntervalIndex known = waitsOfTask;
    if (known == null) {
      known = new IntervalIndex(waits, waits.byTask(timeline), timeline.taskCount());
      waitsOfTask = known;
    }
    return known;
  }

  synchronized IntervalIndex holdsOfLock() {
    IntervalIndex known = holdsOfLock;
    if (known == null) {
      known = new IntervalIndex(holds, holds.byLock(timeline), timeline.locks().size());
      holdsOfLock = known;
    }
    return known;
  }

  /// @return the timeline that it was made of
  public Timeline timeline() {
    return timeline;
  }
}
