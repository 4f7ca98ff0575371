package dev.corelane.replay.record;

import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.Setup;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Arrays;
import java.util.Locale;

/// Writes a run down as a timeline. Every fact is synthetic; times count from the begin of the run.
/// Thread `n` of the run is the thread of tid [#FIRST_TID] + n, lock `n` is lock `n`.
public final class TimelineRecorder implements Observer, AutoCloseable {
  /// The tid of thread 0.
  public static final int FIRST_TID = 1_000;

  private static final Provenance MADE = Provenance.SYNTHETIC;
  private static final int IDLE = -1;

  private final TimelineBuilder builder = new TimelineBuilder();
  private int[] tasks = {};
  private int[] priorities = {};
  private int[] onCpu = {};
  private long[] since = {};
  private LockUse use = new LockUse(builder, 0);
  private SpanStack spans = new SpanStack(builder, 0);

  /// An empty one.
  public TimelineRecorder() {}

  @Override
  public void started(Setup setup) {
    int cpus = setup.machine().topology().cpus();
    onCpu = new int[cpus];
    Arrays.fill(onCpu, IDLE);
    since = new long[cpus];
    for (int cpu = 0; cpu < cpus; cpu++) {
      builder.cpu(cpu);
    }
    int threads = setup.threads().size();
    tasks = new int[threads];
    priorities = new int[threads];
    for (int i = 0; i < threads; i++) {
      addThread(i, setup.threads().get(i));
    }
    setup.locks().forEach(lock -> builder.lock(lock.kind(), lock.name(), 0, true));
    use = new LockUse(builder, threads);
    spans = new SpanStack(builder, threads);
    builder.property(Properties.KERNEL_RELEASE, setup.machine().kernel().toString());
    builder.property(Properties.KERNEL_PREEMPTION, name(setup.machine().model()));
    builder.property("replay.seed", Long.toString(setup.seed()));
    builder.cover(0);
  }

  private void addThread(int number, ThreadSpec spec) {
    int task =
        builder.task(
            FIRST_TID + number, FIRST_TID + spec.process(), spec.name(), spec.startNs(), false);
    tasks[number] = task;
    priorities[number] = spec.params().kernelPriority();
    builder.taskPriority(task, priorities[number]);
    if (!spec.label().isEmpty()) {
      builder.taskLabel(task, spec.label());
    }
  }

  /// As the boot parameter `preempt=` says it.
  private static String name(PreemptionModel model) {
    return model.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {
    slice(cpu, nowNs, last == IDLE ? SliceEnd.IDLE_END : how, false);
    if (last != IDLE) {
      leave(nowNs, cpu, last, next, how);
    }
    onCpu[cpu] = next;
    since[cpu] = nowNs;
  }

  private void leave(long nowNs, int cpu, int last, int next, SliceEnd how) {
    int task = tasks[last];
    switch (how) {
      case SLEEPING -> builder.state(task, nowNs, StateKind.SLEEPING, 'S', cpu, -1, MADE);
      case UNINTERRUPTIBLE ->
          builder.state(task, nowNs, StateKind.UNINTERRUPTIBLE, 'D', cpu, -1, MADE);
      case EXITED -> {
        builder.state(task, nowNs, StateKind.DEAD, 'X', cpu, -1, MADE);
        builder.taskExit(task, nowNs);
      }
      default ->
          builder.state(task, nowNs, StateKind.RUNNABLE_PREEMPTED, 'R', cpu, task(next), MADE);
    }
  }

  private void slice(int cpu, long nowNs, SliceEnd end, boolean open) {
    int thread = onCpu[cpu];
    if (nowNs == since[cpu] && !open) {
      return;
    }
    builder.slice(
        cpu,
        since[cpu],
        nowNs,
        task(thread),
        end,
        letter(end),
        MADE,
        false,
        open,
        thread == IDLE ? Task.PRIORITY_UNKNOWN : priorities[thread],
        0);
  }

  private static char letter(SliceEnd end) {
    return switch (end) {
      case SLEEPING -> 'S';
      case UNINTERRUPTIBLE -> 'D';
      case EXITED -> 'X';
      case YIELDED, PREEMPTED, PREEMPTED_USER, PREEMPTED_KERNEL -> 'R';
      case STOPPED, IDLE_END, TRACE_END, UNKNOWN -> ' ';
    };
  }

  @Override
  public void waking(
      long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean inInterrupt) {
    int row =
        builder.wakeup(
            nowNs,
            tasks[thread],
            task(waker),
            wakerCpu,
            targetCpu,
            Wakeup.Kind.WAKING,
            inInterrupt);
    builder.state(tasks[thread], nowNs, StateKind.RUNNABLE_WAKEUP, ' ', targetCpu, row, MADE);
  }

  @Override
  public void migrated(long nowNs, int thread, int fromCpu, int toCpu) {
    builder.migration(nowNs, tasks[thread], fromCpu, toCpu);
  }

  @Override
  public void requested(long nowNs, int thread, int lock, LockMode mode, int holder) {
    int holds = holder == IDLE ? Task.UNKNOWN : tasks[holder];
    use.requested(nowNs, thread, tasks[thread], lock, mode, holds);
  }

  @Override
  public void acquired(long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {
    use.acquired(nowNs, thread, tasks[thread], lock, mode, spinNs, sleepNs);
  }

  @Override
  public void gaveUp(long nowNs, int thread, int lock) {
    use.gaveUp(nowNs, thread);
  }

  @Override
  public void released(long nowNs, int thread, int lock) {
    use.released(nowNs, thread, tasks[thread], lock);
  }

  @Override
  public void spanBegun(long nowNs, int thread, String label) {
    spans.begun(nowNs, thread, label);
  }

  @Override
  public void spanEnded(long nowNs, int thread, String outcome) {
    spans.ended(nowNs, thread, tasks[thread], outcome);
  }

  @Override
  public void ended(long nowNs) {
    for (int cpu = 0; cpu < onCpu.length; cpu++) {
      slice(cpu, nowNs, SliceEnd.TRACE_END, true);
    }
    use.ended(nowNs, tasks);
    builder.cover(nowNs);
  }

  /// Makes the timeline, after the run has ended.
  ///
  /// @param monitor told of the progress
  /// @return the timeline, for the caller to close
  public Timeline timeline(ProgressMonitor monitor) {
    return builder.build(monitor);
  }

  @Override
  public void close() {
    builder.close();
  }

  private int task(int thread) {
    return thread == IDLE ? Task.IDLE : tasks[thread];
  }
}
