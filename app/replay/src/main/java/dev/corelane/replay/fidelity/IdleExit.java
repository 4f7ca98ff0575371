package dev.corelane.replay.fidelity;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.OptionalLong;

/// How long an idle CPU takes to run a thread that was woken for it, from a recording: what a deep
/// sleep state costs on a real machine, or the turn of a virtual CPU on a shared one. It is the
/// wake-up latency of threads that came to a CPU which had been idle since before the wake-up.
final class IdleExit {
  private static final int ENOUGH = 100;

  private IdleExit() {}

  /// @return the mean, ns; nothing if fewer than 100 wake-ups tell it
  static OptionalLong meanNs(Timeline timeline) {
    CpuSlices[] slices = new CpuSlices[timeline.cpus().size()];
    for (int cpu = 0; cpu < slices.length; cpu++) {
      slices[cpu] = timeline.slices(cpu);
    }
    long sum = 0;
    long count = 0;
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      TaskStates states = timeline.states(task);
      for (long i = 0; i + 1 < states.count(); i++) {
        if (states.kind(i) == StateKind.RUNNABLE_WAKEUP
            && states.kind(i + 1) == StateKind.RUNNING
            && idleSince(slices[states.cpu(i + 1)], states.startNs(i), states.startNs(i + 1))) {
          sum += states.startNs(i + 1) - states.startNs(i);
          count++;
        }
      }
    }
    return count < ENOUGH ? OptionalLong.empty() : OptionalLong.of(sum / count);
  }

  private static boolean idleSince(CpuSlices slices, long wakeNs, long runNs) {
    long row = slices.at(runNs);
    return row > 0
        && slices.startNs(row) == runNs
        && slices.task(row - 1) == Task.IDLE
        && slices.startNs(row - 1) <= wakeNs;
  }
}
