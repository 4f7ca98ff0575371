package dev.corelane.analysis;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Random but possible recordings: threads share CPUs through one run queue, are preempted, sleep,
/// and take a few locks, for which they queue in order.
public final class RandomWork {
  private static final int CPUS = 2;
  private static final int THREADS = 5;
  private static final int LOCKS = 2;
  private static final int STEPS = 120;

  private final Recording out;
  private final Random random;
  private final int[] tasks = new int[THREADS];
  private final int[] cpus = new int[CPUS];
  private final int[] running = new int[CPUS];
  private final long[] since = new long[CPUS];
  private final Deque<Integer> runnable = new ArrayDeque<>();
  private final List<Integer> sleeping = new ArrayList<>();
  private final int[] locks = new int[LOCKS];
  private final int[] owner = new int[LOCKS];
  private final long[] heldFrom = new long[LOCKS];
  private final List<Deque<Integer>> queues = new ArrayList<>();
  private final int[] waitsFor = new int[THREADS];
  private final long[] waitFrom = new long[THREADS];
  private long now;

  private final boolean moves;
  private final int[] queuedAt = new int[THREADS];

  private RandomWork(Recording out, long seed, boolean moves) {
    this.out = out;
    this.random = new Random(seed);
    this.moves = moves;
  }

  /// A recording of a few thousand nanoseconds; all that happens follows from the seed. Moves
  /// between CPUs are not recorded.
  public static Timeline timeline(Recording out, long seed) {
    return timeline(out, seed, false);
  }

  /// The same, with the moves between CPUs if wanted.
  public static Timeline timeline(Recording out, long seed, boolean moves) {
    var work = new RandomWork(out, seed, moves);
    work.begin();
    for (int i = 0; i < STEPS; i++) {
      work.step();
    }
    work.end();
    return out.timeline();
  }

  private void begin() {
    for (int c = 0; c < CPUS; c++) {
      cpus[c] = out.builder.cpu(c);
      running[c] = -1;
    }
    for (int t = 0; t < THREADS; t++) {
      tasks[t] = out.builder.task(100 + t, 100 + t, "t" + t, 0, false);
      waitsFor[t] = -1;
      out.builder.taskPriority(tasks[t], 120 + t % 3);
      out.slept(tasks[t], 0);
      sleeping.add(t);
    }
    for (int l = 0; l < LOCKS; l++) {
      locks[l] = out.builder.lock(LockKind.LWLOCK, "l" + l, 0x1000 + l, true);
      owner[l] = -1;
      queues.add(new ArrayDeque<>());
    }
  }

  private void step() {
    now += 1 + random.nextInt(40);
    int c = random.nextInt(CPUS);
    int t = running[c];
    switch (random.nextInt(7)) {
      case 0 -> wakeOne();
      case 1 -> {
        if (t >= 0 && !runnable.isEmpty()) {
          SliceEnd how = random.nextBoolean() ? SliceEnd.PREEMPTED_USER : SliceEnd.PREEMPTED_KERNEL;
          leave(c, how);
          out.preempted(tasks[t], now, tasks[runnable.element()]);
          runnable.add(t);
        }
      }
      case 2 -> {
        if (t >= 0) {
          leave(c, SliceEnd.SLEEPING);
          out.slept(tasks[t], now);
          sleeping.add(t);
        }
      }
      case 3, 4 -> {
        if (t >= 0) {
          take(c, t, random.nextInt(LOCKS));
        }
      }
      default -> {
        if (t >= 0) {
          release(c, t, random.nextInt(LOCKS));
        }
      }
    }
    if (moves && !runnable.isEmpty() && random.nextInt(4) == 0) {
      move(runnable.element(), random.nextInt(CPUS));
    }
    dispatch();
  }

  private void move(int t, int to) {
    if (moves && queuedAt[t] != to) {
      out.builder.migration(now, tasks[t], cpus[queuedAt[t]], cpus[to]);
      queuedAt[t] = to;
    }
  }

  private void wakeOne() {
    if (!sleeping.isEmpty()) {
      int t = sleeping.remove(random.nextInt(sleeping.size()));
      out.woken(tasks[t], now, Task.IDLE, Wakeup.Kind.WAKING);
      runnable.add(t);
    }
  }

  private void take(int cpu, int t, int lock) {
    if (owner[lock] == t || holdsHigher(t, lock)) {
      return;
    }
    if (owner[lock] < 0) {
      owner[lock] = t;
      heldFrom[lock] = now;
      return;
    }
    waitsFor[t] = lock;
    waitFrom[t] = now;
    queues.get(lock).add(t);
    leave(cpu, SliceEnd.SLEEPING);
    out.slept(tasks[t], now);
  }

  /// Locks are taken in order, so that nobody waits for ever.
  private boolean holdsHigher(int t, int lock) {
    for (int l = lock + 1; l < LOCKS; l++) {
      if (owner[l] == t) {
        return true;
      }
    }
    return false;
  }

  private void release(int cpu, int t, int lock) {
    if (owner[lock] != t) {
      return;
    }
    hold(lock, true);
    Integer next = queues.get(lock).poll();
    owner[lock] = next == null ? -1 : next;
    if (next != null) {
      heldFrom[lock] = now;
      out.builder.lockWait(
          waitFrom[next],
          now,
          locks[lock],
          tasks[next],
          LockMode.EXCLUSIVE,
          tasks[t],
          -1,
          -1,
          true,
          Provenance.RECORDED);
      waitsFor[next] = -1;
      int row = out.builder.wakeup(now, tasks[next], tasks[t], cpu, -1, Wakeup.Kind.WAKING, false);
      out.runnable(tasks[next], now, row);
      runnable.add(next);
    }
  }

  private void hold(int lock, boolean endSeen) {
    out.builder.hold(
        heldFrom[lock],
        now,
        locks[lock],
        tasks[owner[lock]],
        LockMode.EXCLUSIVE,
        endSeen,
        Provenance.RECORDED);
  }

  private void leave(int cpu, SliceEnd how) {
    out.ran(cpus[cpu], since[cpu], now, tasks[running[cpu]], how);
    running[cpu] = -1;
    since[cpu] = now;
  }

  private void dispatch() {
    for (int c = 0; c < CPUS; c++) {
      if (running[c] < 0 && !runnable.isEmpty() && random.nextInt(3) > 0) {
        out.ran(cpus[c], since[c], now, Task.IDLE, SliceEnd.IDLE_END);
        running[c] = runnable.remove();
        move(running[c], c);
        since[c] = now;
      }
    }
  }

  private void end() {
    now += 10;
    for (int c = 0; c < CPUS; c++) {
      int task = running[c] < 0 ? Task.IDLE : tasks[running[c]];
      out.ran(cpus[c], since[c], now, task, SliceEnd.TRACE_END, false, true);
    }
    for (int l = 0; l < LOCKS; l++) {
      if (owner[l] >= 0) {
        hold(l, false);
      }
    }
  }
}
