package dev.corelane.render.testing;

import dev.corelane.trace.model.LockKind;
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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes timelines for tests: every CPU has its own tasks, which take turns, sleep, are preempted
/// and woken. The same arguments always give the same timeline.
public final class SyntheticTimeline {
  public static final long START_NS = 1_795_000_000_000_000_000L;
  private static final String[] NAMES = {
    "postgres", "pgbench", "checkpointer", "java", "kworker/0:1", "node", "redis-server"
  };

  private final TimelineBuilder builder = new TimelineBuilder();
  private final SplittableRandom random;
  private final long lengthNs;

  private SyntheticTimeline(long seed, long lengthNs) {
    this.random = new SplittableRandom(seed);
    this.lengthNs = lengthNs;
  }

  private static final class Run {
    final int task;
    final int tid;
    long readyAtNs;
    boolean asleep;

    Run(int task, int tid) {
      this.task = task;
      this.tid = tid;
    }
  }

  /// A timeline without lost data.
  public static Timeline of(int cpus, long lengthNs, long meanSliceNs) {
    var made = new SyntheticTimeline(cpus, lengthNs);
    for (int cpu = 0; cpu < cpus; cpu++) {
      made.fill(cpu, START_NS, START_NS + lengthNs, meanSliceNs, cpu % 4 == 3 ? 0.6 : 0.05);
    }
    return made.build();
  }

  /// A timeline of 4 CPUs and 40 ms in which CPU 1 lost data, CPU 2 begins late and a lock holder
  /// is preempted on CPU 0.
  public static Timeline withLosses() {
    var made = new SyntheticTimeline(42, 40_000_000);
    long end = START_NS + made.lengthNs;
    made.fill(0, START_NS, end, 600_000, 0.05);
    made.fill(1, START_NS, START_NS + 18_000_000, 900_000, 0.1);
    made.fill(1, START_NS + 24_000_000, end, 900_000, 0.1);
    made.fill(2, START_NS + 7_000_000, end, 1_500_000, 0.2);
    made.fill(3, START_NS, end, 2_500_000, 0.6);
    int cpu = made.builder.cpu(1);
    made.builder.hole(
        cpu, START_NS + 18_000_000, START_NS + 24_000_000, 28_130, "PERF_RECORD_LOST");
    return made.build();
  }

  private Timeline build() {
    builder.property(Properties.KERNEL_RELEASE, "6.12.0");
    builder.property(Properties.KERNEL_PREEMPTION, "lazy");
    try (builder) {
      return builder.build(ProgressMonitor.NONE);
    }
  }

  private void fill(int number, long fromNs, long toNs, long meanSliceNs, double idleShare) {
    int cpu = builder.cpu(number);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < NAMES.length; i++) {
      int tid = 1000 + 100 * number + i + (fromNs > START_NS ? 50 : 0);
      int task = builder.task(tid, tid, NAMES[i], START_NS, false);
      if (NAMES[i].startsWith("kworker")) {
        builder.kernelThread(task);
      }
      runs.add(new Run(task, tid));
    }
    int lock = builder.lock(LockKind.LWLOCK, "WALInsert", 0, true);
    long at = fromNs;
    boolean first = fromNs > START_NS;
    while (at < toNs) {
      if (random.nextDouble() < idleShare) {
        long idleEnd = Math.min(toNs, at + 1 + random.nextLong(2 * meanSliceNs));
        slice(cpu, at, idleEnd, Task.IDLE, SliceEnd.IDLE_END, false);
        at = idleEnd;
      }
      if (at >= toNs) {
        return;
      }
      Run run = runs.get((int) (Math.pow(random.nextDouble(), 2) * runs.size()));
      wake(cpu, run, at);
      long end = Math.min(toNs, at + 1 + random.nextLong(2 * meanSliceNs));
      SliceEnd how = end == toNs ? SliceEnd.TRACE_END : ending();
      slice(cpu, at, end, run.task, how, first);
      first = false;
      if (number == 0 && how == SliceEnd.PREEMPTED_USER && random.nextInt(4) == 0) {
        builder.hold(at, end + 1, lock, run.task, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
      }
      leave(cpu, run, end, how);
      at = end;
    }
  }

  private SliceEnd ending() {
    return switch (random.nextInt(5)) {
      case 0 -> SliceEnd.PREEMPTED_USER;
      case 1 -> SliceEnd.PREEMPTED_KERNEL;
      case 2 -> SliceEnd.UNINTERRUPTIBLE;
      default -> SliceEnd.SLEEPING;
    };
  }

  private void slice(int cpu, long from, long to, int task, SliceEnd end, boolean clipped) {
    builder.slice(
        cpu,
        from,
        to,
        task,
        end,
        end.involuntary() ? 'R' : 'S',
        clipped ? Provenance.INFERRED : Provenance.RECORDED,
        clipped,
        false,
        120,
        0);
  }

  private void wake(int cpu, Run run, long nowNs) {
    if (run.asleep) {
      long wakeNs = Math.max(run.readyAtNs, nowNs - 1 - random.nextLong(400_000));
      int row = builder.wakeup(wakeNs, run.task, Task.UNKNOWN, cpu, cpu, Wakeup.Kind.WAKING, true);
      builder.state(
          run.task, wakeNs, StateKind.RUNNABLE_WAKEUP, ' ', cpu, row, Provenance.RECORDED);
      run.asleep = false;
    }
  }

  private void leave(int cpu, Run run, long atNs, SliceEnd how) {
    run.readyAtNs = atNs;
    if (how == SliceEnd.TRACE_END) {
      return;
    }
    run.asleep = !how.involuntary();
    StateKind kind =
        how.involuntary()
            ? StateKind.RUNNABLE_PREEMPTED
            : how == SliceEnd.UNINTERRUPTIBLE ? StateKind.UNINTERRUPTIBLE : StateKind.SLEEPING;
    builder.state(
        run.task, atNs, kind, how.involuntary() ? 'R' : 'S', cpu, -1, Provenance.RECORDED);
  }
}
