package dev.corelane.analysis.inversion;

import dev.corelane.analysis.ThreadActivity;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;

/// The kernel priorities of threads over time, as the switches tell them.
final class Priorities {
  private static final int FIRST_FAIR = 100;
  private static final int LAST_FAIR = 139;
  private static final int NICE_0 = 120;

  /// How many states before a time are looked at for a slice.
  private static final int STEPS_BACK = 16;

  private final Timeline timeline;
  private final ThreadActivity activity;

  Priorities(Timeline timeline, ThreadActivity activity) {
    this.timeline = timeline;
    this.activity = activity;
  }

  /// The priority of a thread at a time: that of its slice then or before, else the newest known.
  int at(int task, long timeNs) {
    TaskStates states = activity.states(task);
    long at = activity.at(task, timeNs);
    for (long i = at; i >= 0 && i > at - STEPS_BACK; i--) {
      if (states.kind(i) == StateKind.RUNNING && states.cpu(i) >= 0) {
        CpuSlices lane = timeline.slices(states.cpu(i));
        int priority = lane.priority(states.sliceRow(i) - lane.firstRow());
        if (priority != Task.PRIORITY_UNKNOWN) {
          return priority;
        }
      }
    }
    return timeline.task(task).priority();
  }

  /// Whether the recording tells any.
  boolean known() {
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      if (timeline.task(task).priority() != Task.PRIORITY_UNKNOWN) {
        return true;
      }
    }
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices lane = timeline.slices(cpu.index());
      for (long i = 0; i < lane.count(); i++) {
        if (lane.task(i) > Task.UNKNOWN && lane.priority(i) != Task.PRIORITY_UNKNOWN) {
          return true;
        }
      }
    }
    return false;
  }

  /// The weight of a thread of the fair class: 1024 for nice 0, a quarter more for each step up
  /// (`sched_prio_to_weight` of the kernel, before rounding); 0 for other classes and if unknown.
  static double weight(int priority) {
    return priority < FIRST_FAIR || priority > LAST_FAIR
        ? 0
        : 1024 * Math.pow(1.25, NICE_0 - priority);
  }
}
