package dev.corelane.render.digest;

import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;

/// Run delay: how long a task was runnable before it ran, since its wake-up or since it was
/// preempted.
public final class RunDelay {
  private RunDelay() {}

  /// The run delay that a slice ended. Takes a binary search in the states of the task.
  ///
  /// @param timeline the timeline
  /// @param task internal task id of the slice
  /// @param startNs switch-in
  /// @return nanoseconds, 0 when the task had not waited or nothing is known
  public static long before(Timeline timeline, int task, long startNs) {
    TaskStates states = timeline.states(task);
    long at = states.at(startNs);
    if (states.startNs(at) != startNs) {
      return 0;
    }
    long since = startNs;
    for (long i = at - 1; i >= 0 && states.kind(i).runnable(); i--) {
      since = states.startNs(i);
    }
    return startNs - since;
  }
}
