package dev.corelane.replay.extract;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether threads kept the CPU through something.
final class Undisturbed {
  private final Timeline timeline;
  private final @Nullable TaskStates[] states;
  private final List<List<LockWait>> waits = new ArrayList<>();
  private final int[] next;

  Undisturbed(Timeline timeline) {
    this.timeline = timeline;
    this.states = new TaskStates[timeline.taskCount()];
    this.next = new int[timeline.taskCount()];
    for (int task = 0; task < timeline.taskCount(); task++) {
      waits.add(new ArrayList<>());
    }
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      waits.get(wait.task()).add(wait);
    }
  }

  /// @return whether a thread was on one CPU all the time
  boolean onCpu(int task, long fromNs, long toNs) {
    if (task <= Task.UNKNOWN) {
      return false;
    }
    TaskStates known = states[task];
    if (known == null) {
      known = timeline.states(task);
      states[task] = known;
    }
    long at = known.at(fromNs);
    return at >= 0 && known.kind(at) == StateKind.RUNNING && known.endNs(at) >= toNs;
  }

  /// To be asked in the order of the holds' begins.
  ///
  /// @return whether the holder was on one CPU all the time and waited for no lock
  boolean through(LockHold hold) {
    int task = hold.task();
    if (!onCpu(task, hold.startNs(), hold.endNs())) {
      return false;
    }
    List<LockWait> own = waits.get(task);
    while (next[task] < own.size() && own.get(next[task]).endNs() <= hold.startNs()) {
      next[task]++;
    }
    return next[task] == own.size() || own.get(next[task]).startNs() >= hold.endNs();
  }
}
