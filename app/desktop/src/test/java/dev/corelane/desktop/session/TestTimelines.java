package dev.corelane.desktop.session;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Random;
import java.util.function.Consumer;

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

  /// Start of [#locks()], ns.
  public static final long LOCKS_START = 200 * MS;

  /// Two CPUs and four threads in ten milliseconds. In ms from [#LOCKS_START] on:
  ///
  /// - CPU 0: postgres 11 0-2 (preempted), kworker 12 2-6, postgres 11 6-8, idle;
  /// - CPU 1: postgres 13 0-3 (sleeps until 7), postgres 14 3-7.5, postgres 13 7.5-10;
  /// - postgres 11 holds the lock WALInsert 1-7; 13 waits for it 2.5-7.5, 14 waits 4-7.
  public static Timeline locks() {
    return locks(b -> {});
  }

  /// The same, with a line of a log 90 ms before the scheduler was recorded.
  public static Timeline locksAndLog() {
    return locks(b -> b.mark(LOCKS_START - 90 * MS, Task.UNKNOWN, -1, "log", "started"));
  }

  private static Timeline locks(Consumer<TimelineBuilder> more) {
    try (var b = new TimelineBuilder()) {
      long t = LOCKS_START;
      int c0 = b.cpu(0);
      int c1 = b.cpu(1);
      int holder = b.task(11, 11, "postgres", t, false);
      int rival = b.task(12, 12, "kworker", t, false);
      b.kernelThread(rival);
      int waiter = b.task(13, 13, "postgres", t, false);
      int spinner = b.task(14, 14, "postgres", t, false);
      int lock = b.lock(LockKind.LWLOCK, "WALInsert", 0x7f00, true);
      slice(b, c0, t, t + 2 * MS, holder, SliceEnd.PREEMPTED_USER, 'R');
      b.state(
          holder, t + 2 * MS, StateKind.RUNNABLE_PREEMPTED, 'R', c0, rival, Provenance.RECORDED);
      slice(b, c0, t + 2 * MS, t + 6 * MS, rival, SliceEnd.SLEEPING, 'S');
      b.state(rival, t + 6 * MS, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c0, t + 6 * MS, t + 8 * MS, holder, SliceEnd.SLEEPING, 'S');
      b.state(holder, t + 8 * MS, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c0, t + 8 * MS, t + 10 * MS, Task.IDLE, SliceEnd.IDLE_END, ' ');
      slice(b, c1, t, t + 3 * MS, waiter, SliceEnd.SLEEPING, 'S');
      b.state(waiter, t + 3 * MS, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c1, t + 3 * MS, t + MS * 15 / 2, spinner, SliceEnd.PREEMPTED_KERNEL, 'R');
      int row = b.wakeup(t + 7 * MS, waiter, holder, c0, c1, Wakeup.Kind.WAKING, false);
      b.state(waiter, t + 7 * MS, StateKind.RUNNABLE_WAKEUP, ' ', c1, row, Provenance.RECORDED);
      b.state(
          spinner,
          t + MS * 15 / 2,
          StateKind.RUNNABLE_PREEMPTED,
          'R',
          c1,
          waiter,
          Provenance.RECORDED);
      slice(b, c1, t + MS * 15 / 2, t + 10 * MS, waiter, SliceEnd.TRACE_END, ' ');
      b.hold(t + MS, t + 7 * MS, lock, holder, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
      wait(b, t + MS * 5 / 2, t + MS * 15 / 2, lock, waiter);
      wait(b, t + 4 * MS, t + 7 * MS, lock, spinner);
      more.accept(b);
      return b.build(ProgressMonitor.NONE);
    }
  }

  /// One CPU and two backends in 100 ms from 0 on, sampled every 10 ms: the first always waits for
  /// WALInsert, the second for DataFileRead from 30 to 60 and not at all else. Transactions of the
  /// first one at 0-20, 20-45 and 50-95; CPU frequency 1.2 GHz, from 40 on 3.4 GHz; marks of kind
  /// print at 5 and 50, of kind exec at 30. The wall clock of the files of PostgreSQL is known to 2
  /// ms.
  public static Timeline activity() {
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      int first = b.task(11, 11, "postgres", 0, false);
      int second = b.task(12, 12, "postgres", 0, false);
      slice(b, cpu, 0, 60 * MS, first, SliceEnd.SLEEPING, 'S');
      b.state(first, 60 * MS, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, cpu, 60 * MS, 100 * MS, second, SliceEnd.TRACE_END, ' ');
      int wal = b.waitEvent("LWLock", "WALInsert", "WALInsert");
      int read = b.waitEvent("IO", "DataFileRead", "DataFileRead");
      for (long ms = 0; ms < 100; ms += 10) {
        b.waitSample(ms * MS, first, wal, 0, 10 * MS);
        b.waitSample(ms * MS, second, ms >= 30 && ms < 60 ? read : -1, 0, 10 * MS);
      }
      for (long[] span : new long[][] {{0, 20}, {20, 45}, {50, 95}}) {
        b.span(
            span[0] * MS, span[1] * MS, first, "transaction", "t", "commit", Provenance.RECORDED);
      }
      int frequency = b.counterTrack("cpu_frequency", "kHz", cpu, Task.UNKNOWN);
      b.counter(0, frequency, 1_200_000);
      b.counter(40 * MS, frequency, 3_400_000);
      b.mark(5 * MS, cpu, first, "print", "begin");
      b.mark(30 * MS, -1, second, "exec", "/bin/true");
      b.mark(50 * MS, cpu, first, "print", "middle");
      int clock = b.clock("perf clock", 0, 0);
      b.clock(dev.corelane.trace.model.ClockDomain.REALTIME, 0, 2 * MS);
      b.source("perf.data", "perf.data", 1, 1, clock);
      b.source("pg_stat_activity.csv", "postgres.activity", 1, 1, -1);
      return b.build(ProgressMonitor.NONE);
    }
  }

  private static void wait(TimelineBuilder b, long from, long to, int lock, int task) {
    b.lockWait(
        from, to, lock, task, LockMode.EXCLUSIVE, Task.UNKNOWN, -1, -1, true, Provenance.RECORDED);
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
