package dev.corelane.analysis;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;

/// A timeline written down by hand, in as few words as a test can bear.
public final class Recording implements AutoCloseable {
  public final TimelineBuilder builder = new TimelineBuilder();

  /// A whole slice.
  public Recording ran(int cpu, long startNs, long endNs, int task, SliceEnd end) {
    return ran(cpu, startNs, endNs, task, end, false, false);
  }

  /// A slice of which an end may be missing.
  public Recording ran(
      int cpu,
      long startNs,
      long endNs,
      int task,
      SliceEnd end,
      boolean startClipped,
      boolean endClipped) {
    builder.slice(
        cpu,
        startNs,
        endNs,
        task,
        end,
        'R',
        Provenance.RECORDED,
        startClipped,
        endClipped,
        Task.PRIORITY_UNKNOWN,
        0);
    return this;
  }

  /// A switch-out that left the task runnable.
  public Recording preempted(int task, long atNs, int by) {
    builder.state(task, atNs, StateKind.RUNNABLE_PREEMPTED, 'R', -1, by, Provenance.RECORDED);
    return this;
  }

  /// A switch-out that left the task asleep.
  public Recording slept(int task, long atNs) {
    builder.state(task, atNs, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
    return this;
  }

  /// A wake-up.
  public Recording woken(int task, long atNs, int by, Wakeup.Kind kind) {
    return runnable(task, atNs, builder.wakeup(atNs, task, by, -1, -1, kind, false));
  }

  /// Ready to run, by a wake-up that was added before.
  public Recording runnable(int task, long atNs, int wakeup) {
    builder.state(task, atNs, StateKind.RUNNABLE_WAKEUP, ' ', -1, wakeup, Provenance.RECORDED);
    return this;
  }

  /// The finished timeline.
  public Timeline timeline() {
    return builder.build(ProgressMonitor.NONE);
  }

  @Override
  public void close() {
    builder.close();
  }
}
