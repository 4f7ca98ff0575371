package dev.corelane.desktop.session;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Random;

/// Timelines with known contents.
public final class TestTimelines {
  /// One millisecond.
  public static final long MS = 1_000_000;

  private TestTimelines() {}

  /// Two CPUs and four threads in ten milliseconds from time 100 ms on. In ms after that:
  ///
  /// - CPU 0: alice 0-1 (preempted by bob), bob 1-2.5 (sleeps), idle 2.5-3, alice 3-5 (preempted in
  ///   the kernel by bob), bob 5-10;
  /// - CPU 3: idle 0-4, carol 4-6 (preempted by dave), dave 6-10;
  /// - carol wakes bob at 4.
  public static Timeline small() {
    try (var b = new TimelineBuilder()) {
      long t = 100 * MS;
      int c0 = b.cpu(0);
      int c1 = b.cpu(3);
      int alice = b.task(11, 10, "alice", t, false);
      int bob = b.task(12, 10, "bob", t, false);
      int carol = b.task(13, 13, "carol", t, false);
      int dave = b.task(14, 14, "dave", t, false);
      slice(b, c0, t, t + MS, alice, SliceEnd.PREEMPTED_USER, 'R');
      b.state(alice, t + MS, StateKind.RUNNABLE_PREEMPTED, 'R', c0, bob, Provenance.RECORDED);
      slice(b, c0, t + MS, t + MS * 5 / 2, bob, SliceEnd.SLEEPING, 'S');
      b.state(bob, t + MS * 5 / 2, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c0, t + MS * 5 / 2, t + 3 * MS, Task.IDLE, SliceEnd.IDLE_END, ' ');
      slice(b, c0, t + 3 * MS, t + 5 * MS, alice, SliceEnd.PREEMPTED_KERNEL, 'R');
      b.state(alice, t + 5 * MS, StateKind.RUNNABLE_PREEMPTED, 'R', c0, bob, Provenance.RECORDED);
      slice(b, c1, t, t + 4 * MS, Task.IDLE, SliceEnd.IDLE_END, ' ');
      slice(b, c1, t + 4 * MS, t + 6 * MS, carol, SliceEnd.PREEMPTED_USER, 'R');
      int row = b.wakeup(t + 4 * MS + 1, bob, carol, c1, c0, Wakeup.Kind.WAKING, false);
      b.state(bob, t + 4 * MS + 1, StateKind.RUNNABLE_WAKEUP, ' ', c0, row, Provenance.RECORDED);
      slice(b, c0, t + 5 * MS, t + 10 * MS, bob, SliceEnd.TRACE_END, ' ');
      b.state(carol, t + 6 * MS, StateKind.RUNNABLE_PREEMPTED, 'R', c1, dave, Provenance.RECORDED);
      slice(b, c1, t + 6 * MS, t + 10 * MS, dave, SliceEnd.TRACE_END, ' ');
      b.problem(
          new ImportProblem(
              "test.lost",
              Severity.DATA_LOSS,
              "Some records were lost.",
              "Record again with a larger buffer.",
              7,
              "perf.data",
              4096,
              t + 2 * MS));
      return b.build(ProgressMonitor.NONE);
    }
  }

  /// Many short slices of five threads on some CPUs, some of them preempted.
  ///
  /// @param seed decides everything
  /// @param cpus number of CPUs
  /// @param slices slices per CPU
  /// @param involuntaryShare share of slices that end involuntarily
  public static Timeline random(long seed, int cpus, int slices, double involuntaryShare) {
    Random random = new Random(seed);
    try (var b = new TimelineBuilder()) {
      int[] tasks = new int[5];
      for (int i = 0; i < tasks.length; i++) {
        tasks[i] = b.task(100 + i, 100 + i, "worker" + i, 0, false);
      }
      for (int c = 0; c < cpus; c++) {
        int cpu = b.cpu(c);
        long at = 0;
        for (int i = 0; i < slices; i++) {
          // Few distinct lengths, so that switches of several CPUs coincide.
          long length = 10L * (1 + random.nextInt(8));
          boolean idle = random.nextInt(3) == 0;
          boolean involuntary = !idle && random.nextDouble() < involuntaryShare;
          SliceEnd end =
              idle ? SliceEnd.IDLE_END : involuntary ? SliceEnd.PREEMPTED_USER : SliceEnd.SLEEPING;
          int task = idle ? Task.IDLE : tasks[random.nextInt(tasks.length)];
          slice(b, cpu, at, at + length, task, end, ' ');
          at += length;
        }
      }
      return b.build(ProgressMonitor.NONE);
    }
  }

  private static void slice(
      TimelineBuilder b, int cpu, long start, long end, int task, SliceEnd how, char letter) {
    b.slice(
        cpu,
        start,
        end,
        task,
        how,
        letter,
        Provenance.RECORDED,
        false,
        how == SliceEnd.TRACE_END,
        task == Task.IDLE ? Task.PRIORITY_UNKNOWN : 120,
        0);
  }
}
