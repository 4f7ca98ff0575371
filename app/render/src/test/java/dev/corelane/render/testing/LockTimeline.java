package dev.corelane.render.testing;

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
import java.util.SplittableRandom;

/// A timeline with locks. In ms from [#START_NS] on, on two CPUs:
///
/// - holder 11 runs 0-2 on CPU 0, loses it to rival 12 (2-6), runs again 6-8 and then sleeps; it
///   holds the LWLock from 1 to 7;
/// - waiter 13 runs 0-3 on CPU 1, sleeps 3-7, is woken at 7 and runs from 7.5; it waits for the
///   LWLock from 2.5 to 7.5;
/// - waiter 14 runs 3-10 on CPU 1 until 7.5 and waits (spinning) for the LWLock from 4 to 7;
/// - the kernel mutex, without holds, is waited for by 14 from 1 to 2 and by 12 from 1.5 to 2;
/// - the spare lock is held by 12 from 3 to 4 and nobody waits for it;
/// - 11 has a transaction 0-8 with a query 1-5 in it; 13 was sampled waiting at 3 and 5 every 2 ms.
public final class LockTimeline {
  public static final long START_NS = 5_000_000_000L;
  public static final long MS = 1_000_000;
  public static final int HOLDER = 2;
  public static final int RIVAL = 3;
  public static final int WAITER = 4;
  public static final int SPINNER = 5;
  public static final int LWLOCK = 0;
  public static final int MUTEX = 1;
  public static final int SPARE = 2;

  private LockTimeline() {}

  public static Timeline small() {
    try (var b = new TimelineBuilder()) {
      int c0 = b.cpu(0);
      int c1 = b.cpu(1);
      int holder = b.task(11, 11, "postgres", at(0), false);
      int rival = b.task(12, 12, "kworker", at(0), false);
      b.kernelThread(rival);
      int waiter = b.task(13, 13, "postgres", at(0), false);
      int spinner = b.task(14, 14, "postgres", at(0), false);
      int lwlock = b.lock(LockKind.LWLOCK, "WALInsert", 0x7f00_1234L, true);
      int mutex = b.lock(LockKind.KERNEL_MUTEX, "", 0xff00_5678L, true);
      int spare = b.lock(LockKind.LWLOCK, "ProcArray", 0x7f00_9999L, true);
      slice(b, c0, 0, 2, holder, SliceEnd.PREEMPTED_USER);
      b.state(holder, at(2), StateKind.RUNNABLE_PREEMPTED, 'R', c0, rival, Provenance.RECORDED);
      slice(b, c0, 2, 6, rival, SliceEnd.SLEEPING);
      b.state(rival, at(6), StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c0, 6, 8, holder, SliceEnd.SLEEPING);
      b.state(holder, at(8), StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c0, 8, 10, Task.IDLE, SliceEnd.IDLE_END);
      slice(b, c1, 0, 3, waiter, SliceEnd.SLEEPING);
      b.state(waiter, at(3), StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c1, 3, 7.5, spinner, SliceEnd.PREEMPTED_KERNEL);
      int row = b.wakeup(at(7), waiter, holder, c0, c1, Wakeup.Kind.WAKING, false);
      b.state(waiter, at(7), StateKind.RUNNABLE_WAKEUP, ' ', c1, row, Provenance.RECORDED);
      b.state(spinner, at(7.5), StateKind.RUNNABLE_PREEMPTED, 'R', c1, waiter, Provenance.RECORDED);
      slice(b, c1, 7.5, 10, waiter, SliceEnd.TRACE_END);
      b.hold(at(1), at(7), lwlock, holder, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
      b.hold(at(3), at(4), spare, rival, LockMode.SHARED, true, Provenance.RECORDED);
      wait(b, 1, 2, mutex, spinner);
      wait(b, 1.5, 2, mutex, rival);
      wait(b, 2.5, 7.5, lwlock, waiter);
      wait(b, 4, 7, lwlock, spinner);
      b.span(at(0), at(8), holder, "transaction", "transaction", "commit", Provenance.RECORDED);
      b.span(at(1), at(5), holder, "query", "UPDATE", "", Provenance.RECORDED);
      int event = b.waitEvent("LWLock", "WALInsert", "WALInsert");
      b.waitSample(at(3), waiter, event, 42, 2 * MS);
      b.waitSample(at(5), waiter, event, 42, 2 * MS);
      return b.build(ProgressMonitor.NONE);
    }
  }

  /// Many holds and waits of some threads on some locks, and their states.
  public static Timeline random(long seed, int threads, int facts) {
    var random = new SplittableRandom(seed);
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      int[] tasks = new int[threads];
      for (int i = 0; i < threads; i++) {
        tasks[i] = b.task(100 + i, 100 + i, "worker" + i, START_NS, false);
      }
      int[] locks = new int[3];
      for (int i = 0; i < locks.length; i++) {
        locks[i] = b.lock(LockKind.LWLOCK, "lock" + i, 0x1000 + i, true);
      }
      long now = START_NS;
      for (int i = 0; i < facts; i++) {
        int task = tasks[random.nextInt(threads)];
        long length = 1 + (long) Math.exp(random.nextDouble() * 14);
        boolean preempted = random.nextBoolean();
        b.slice(
            cpu,
            now,
            now + length,
            task,
            preempted ? SliceEnd.PREEMPTED_USER : SliceEnd.SLEEPING,
            preempted ? 'R' : 'S',
            Provenance.RECORDED,
            false,
            false,
            120,
            0);
        StateKind next = preempted ? StateKind.RUNNABLE_PREEMPTED : StateKind.SLEEPING;
        b.state(task, now + length, next, 'R', cpu, -1, Provenance.RECORDED);
        int lock = locks[random.nextInt(locks.length)];
        long from = now + random.nextLong(length);
        long to = from + 1 + (long) Math.exp(random.nextDouble() * 13);
        if (random.nextBoolean()) {
          b.hold(from, to, lock, task, LockMode.SHARED, true, Provenance.RECORDED);
        } else {
          b.lockWait(
              from, to, lock, task, LockMode.EXCLUSIVE, 1, -1, -1, true, Provenance.RECORDED);
        }
        now += length;
      }
      return b.build(ProgressMonitor.NONE);
    }
  }

  public static long at(double ms) {
    return START_NS + Math.round(ms * MS);
  }

  private static void slice(
      TimelineBuilder b, int cpu, double from, double to, int task, SliceEnd end) {
    b.slice(
        cpu,
        at(from),
        at(to),
        task,
        end,
        end.involuntary() ? 'R' : 'S',
        Provenance.RECORDED,
        false,
        false,
        120,
        0);
  }

  private static void wait(TimelineBuilder b, double from, double to, int lock, int task) {
    b.lockWait(
        at(from),
        at(to),
        lock,
        task,
        LockMode.EXCLUSIVE,
        Task.UNKNOWN,
        -1,
        -1,
        true,
        Provenance.RECORDED);
  }
}
