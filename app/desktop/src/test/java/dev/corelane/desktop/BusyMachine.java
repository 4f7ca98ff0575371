package dev.corelane.desktop;

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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Makes the timeline of a large busy machine: 64 CPUs with 400 threads, which stay on their CPU,
/// are preempted, sleep and wake, and 36 locks, which they hold while they lose the CPU; 500 lanes
/// in all. Everything follows from a seed.
final class BusyMachine {
  static final int CPUS = 64;
  static final int THREADS = 400;
  static final int LOCKS = 36;
  private static final long RUN_NS = 60_000;
  private static final long SLEEP_NS = 500_000;
  private static final int HOLD_SLICES = 5;

  private final TimelineBuilder out;
  private final SplittableRandom random = new SplittableRandom(20_261_122);
  private final Deque<Integer> queue = new ArrayDeque<>();
  private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>();
  private long now;

  private record Sleeper(long wakesNs, int task) implements Comparable<Sleeper> {
    @Override
    public int compareTo(Sleeper that) {
      return Long.compare(wakesNs, that.wakesNs);
    }
  }

  private BusyMachine(TimelineBuilder out) {
    this.out = out;
  }

  /// @param switches how many context switches to make, about
  /// @return the recording; to be closed
  static Timeline timeline(long switches) {
    try (var out = new TimelineBuilder()) {
      var machine = new BusyMachine(out);
      for (int cpu = 0; cpu < CPUS; cpu++) {
        out.cpu(cpu);
      }
      for (int cpu = 0; cpu < CPUS; cpu++) {
        machine.run(cpu, switches / CPUS);
      }
      out.eventCount("sched:sched_switch", switches, true);
      return out.build(ProgressMonitor.NONE);
    }
  }

  /// One CPU after the other: threads do not move.
  private void run(int cpu, long slices) {
    now = 0;
    queue.clear();
    sleepers.clear();
    for (int t = cpu; t < THREADS; t += CPUS) {
      String name = t % 3 == 0 ? "postgres" : t % 3 == 1 ? "nginx" : "worker" + t % 7;
      int task = out.task(1000 + t, 1000 + t, name, 0, false);
      out.taskPriority(task, 120);
      queue.add(task);
    }
    int lock =
        cpu < LOCKS ? out.lock(LockKind.LWLOCK, "Partition" + cpu, 0x7000 + 128L * cpu, true) : -1;
    int holder = -1;
    long heldFrom = 0;
    for (long i = 0; i < slices; i++) {
      wakeAll(cpu);
      if (queue.isEmpty()) {
        long until = Math.max(now + 1, sleepers.element().wakesNs());
        slice(cpu, until, Task.IDLE, SliceEnd.IDLE_END, ' ');
        now = until;
        continue;
      }
      int task = queue.remove();
      long until = now + 2_000 + random.nextLong(2 * RUN_NS);
      boolean preempted = random.nextInt(100) < 45;
      if (lock >= 0 && holder < 0) {
        holder = task;
        heldFrom = now + 1_000;
      }
      SliceEnd end =
          !preempted
              ? SliceEnd.SLEEPING
              : i % 4 == 0 ? SliceEnd.PREEMPTED_KERNEL : SliceEnd.PREEMPTED_USER;
      slice(cpu, until, task, end, preempted ? 'R' : 'S');
      now = until;
      if (preempted) {
        queue.add(task);
        int by = queue.element();
        out.state(task, now, StateKind.RUNNABLE_PREEMPTED, 'R', cpu, by, Provenance.RECORDED);
      } else {
        sleepers.add(new Sleeper(now + 1 + random.nextLong(2 * SLEEP_NS), task));
        out.state(task, now, StateKind.SLEEPING, 'S', cpu, Task.UNKNOWN, Provenance.RECORDED);
      }
      if (holder == task && i % HOLD_SLICES == 0) {
        hold(lock, holder, heldFrom);
        holder = -1;
      }
    }
  }

  /// A hold that ends now; the next thread of the queue had waited for it.
  private void hold(int lock, int holder, long fromNs) {
    long toNs = now - 500;
    out.hold(fromNs, toNs, lock, holder, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    Integer waiter = queue.peek();
    if (waiter != null && waiter != holder) {
      long since = fromNs + (toNs - fromNs) / 2;
      out.lockWait(
          since, toNs, lock, waiter, LockMode.EXCLUSIVE, holder, -1, -1, true, Provenance.RECORDED);
    }
  }

  private void wakeAll(int cpu) {
    while (!sleepers.isEmpty() && sleepers.element().wakesNs() <= now) {
      Sleeper sleeper = sleepers.remove();
      long at = sleeper.wakesNs();
      int row = out.wakeup(at, sleeper.task(), Task.IDLE, cpu, cpu, Wakeup.Kind.WAKING, true);
      out.state(sleeper.task(), at, StateKind.RUNNABLE_WAKEUP, ' ', cpu, row, Provenance.RECORDED);
      queue.add(sleeper.task());
    }
  }

  private void slice(int cpu, long until, int task, SliceEnd how, char letter) {
    out.slice(
        cpu,
        now,
        until,
        task,
        how,
        letter,
        Provenance.RECORDED,
        false,
        false,
        task == Task.IDLE ? Task.PRIORITY_UNKNOWN : 120,
        0);
  }
}
