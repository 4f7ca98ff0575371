package dev.corelane.importers.testing;

import dev.corelane.importers.perf.testing.GroundTruth.ThreadTruth;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;

/// The numbers of one task, added up from the slices and states of a timeline. Times are
/// nanoseconds; an interval counts only if both of its ends are in the trace.
///
/// @param runTimeNs in slices seen from switch-in to switch-out
/// @param switchesIn slices whose switch-in was seen
/// @param switchesOut slices whose switch-out was seen
/// @param involuntarySwitches slices that ended by preemption
/// @param preemptedInKernel those inside the kernel
/// @param runDelayNs waiting for a CPU, where a run followed
/// @param maxRunDelayNs the longest such wait
/// @param wakeupDelayNs the part that followed a wake-up
/// @param sleepNs asleep, where a wake-up followed
/// @param wakings recorded wake-ups that made the task runnable
public record ThreadNumbers(
    long runTimeNs,
    long switchesIn,
    long switchesOut,
    long involuntarySwitches,
    long preemptedInKernel,
    long runDelayNs,
    long maxRunDelayNs,
    long wakeupDelayNs,
    long sleepNs,
    long wakings) {

  /// Adds up a task.
  ///
  /// @param arrivesLast whether the last event of the trace gives the task a CPU: no slice of any
  ///   length follows, but the wait before is whole
  public static ThreadNumbers of(Timeline timeline, Task task, boolean arrivesLast) {
    var sum = new Sum();
    TaskStates states = timeline.states(task.id());
    for (long i = 0; i < states.count(); i++) {
      ThreadState state = states.get(i);
      StateKind last = arrivesLast ? StateKind.RUNNING : StateKind.UNKNOWN;
      StateKind next = i + 1 < states.count() ? states.kind(i + 1) : last;
      if (state.kind() == StateKind.RUNNING) {
        CpuSlices lane = timeline.slices(state.cpu());
        sum.slice(lane.get(states.sliceRow(i) - lane.firstRow()));
      } else {
        sum.state(state, next);
      }
    }
    return sum.numbers();
  }

  /// What is known of a generated thread.
  ///
  /// @param arrivesLast as above
  /// @param tellsPlus whether the format tells preemption inside the kernel apart
  public static ThreadNumbers known(ThreadTruth t, boolean arrivesLast, boolean tellsPlus) {
    return new ThreadNumbers(
        t.runTimeNs(),
        t.switchesIn() - (arrivesLast ? 1 : 0),
        t.switchesOut(),
        t.involuntarySwitches(),
        tellsPlus ? t.preemptedInKernel() : 0,
        t.runDelayNs(),
        t.maxRunDelayNs(),
        t.wakeupDelayNs(),
        t.sleepNs(),
        t.wakings());
  }

  private static final class Sum {
    private long runTime;
    private long in;
    private long out;
    private long involuntary;
    private long inKernel;
    private long runDelay;
    private long maxRunDelay;
    private long wakeupDelay;
    private long sleep;
    private long wakings;

    void slice(SchedSlice slice) {
      in += slice.startClipped() ? 0 : 1;
      out += slice.endClipped() ? 0 : 1;
      involuntary += slice.end().involuntary() ? 1 : 0;
      inKernel += slice.end() == SliceEnd.PREEMPTED_KERNEL ? 1 : 0;
      if (!slice.startClipped() && !slice.endClipped()) {
        runTime += slice.durationNs();
      }
    }

    void state(ThreadState state, StateKind next) {
      if (state.kind() == StateKind.RUNNABLE_WAKEUP && state.wakeup() >= 0) {
        wakings++;
      }
      if (state.kind().runnable() && next == StateKind.RUNNING) {
        runDelay += state.durationNs();
        maxRunDelay = Math.max(maxRunDelay, state.durationNs());
        wakeupDelay += state.kind() == StateKind.RUNNABLE_WAKEUP ? state.durationNs() : 0;
      }
      if (state.kind().blocked() && next == StateKind.RUNNABLE_WAKEUP) {
        sleep += state.durationNs();
      }
    }

    ThreadNumbers numbers() {
      return new ThreadNumbers(
          runTime,
          in,
          out,
          involuntary,
          inKernel,
          runDelay,
          maxRunDelay,
          wakeupDelay,
          sleep,
          wakings);
    }
  }
}
