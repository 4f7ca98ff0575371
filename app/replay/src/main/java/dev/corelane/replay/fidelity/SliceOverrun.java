package dev.corelane.replay.fidelity;

import dev.corelane.replay.machine.Machine;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.OptionalLong;

/// How much longer than their slice threads ran in a recording of a kernel that times slices
/// (HRTICK): from the end of the slice to the switch. On a virtual CPU the timer's interrupt waits
/// for the CPU's turn on the host, and a recorder's events of the switch take their time, too.
///
/// Looked at are runs that ended by preemption after a slice and before one and a half: shorter
/// ones were cut by a wake-up or were the rest of a slice, much longer ones had nobody waiting when
/// the slice ended.
final class SliceOverrun {
  private static final int ENOUGH = 100;
  private static final double MOST = 1.5;

  private SliceOverrun() {}

  /// @param timeline a recording
  /// @param machine its machine
  /// @return the mean, ns; nothing if slices are not timed or fewer than 100 runs tell it
  static OptionalLong meanNs(Timeline timeline, Machine machine) {
    if (!machine.features().hrtick()) {
      return OptionalLong.empty();
    }
    long sliceNs = machine.sliceNs();
    long sum = 0;
    long count = 0;
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      TaskStates states = timeline.states(task);
      for (long i = 0; i + 1 < states.count(); i++) {
        long ns = states.endNs(i) - states.startNs(i);
        if (states.kind(i) == StateKind.RUNNING
            && states.kind(i + 1) == StateKind.RUNNABLE_PREEMPTED
            && ns >= sliceNs
            && ns < MOST * sliceNs) {
          sum += ns - sliceNs;
          count++;
        }
      }
    }
    return count < ENOUGH ? OptionalLong.empty() : OptionalLong.of(sum / count);
  }
}
