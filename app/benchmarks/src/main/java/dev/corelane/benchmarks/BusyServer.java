package dev.corelane.benchmarks;

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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Makes the timeline of a busy server of any length: 200 threads on 16 CPUs that are preempted,
/// sleep, move, and take 64 lightweight locks, for which they queue in order. All that happens
/// follows from a seed, and all of it is possible: one holder per lock, states without gaps.
final class BusyServer {
  private static final int CPUS = 16;
  private static final int THREADS = 200;
  private static final int LOCKS = 64;
  private static final int NONE = -1;
  private static final long RUN_NS = 60_000;
  private static final long SLEEP_NS = 500_000;
  private static final long SAMPLE_NS = 100_000_000;
  private static final int BLOCKS_PER_TRANSACTION = 20;

  /// Something that happens on a CPU, or, beyond the last CPU, to a sleeping thread.
  private record Event(long timeNs, int who) implements Comparable<Event> {
    @Override
    public int compareTo(Event that) {
      int byTime = Long.compare(timeNs, that.timeNs);
      return byTime != 0 ? byTime : Integer.compare(who, that.who);
    }
  }

  private final TimelineBuilder out;
  private final SplittableRandom random = new SplittableRandom(20_260_401);
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final int[] tasks = new int[THREADS];
  private final int[] locks = new int[LOCKS];
  private final int[] lockEvents = new int[LOCKS];
  private final int[] running = new int[CPUS];
  private final long[] since = new long[CPUS];
  private final List<Deque<Integer>> runQueues = new ArrayList<>();
  private final int[] lastCpu = new int[THREADS];
  private final int[] holds = new int[THREADS];
  private final int[] waitsFor = new int[THREADS];
  private final long[] waitFrom = new long[THREADS];
  private final int[] blocks = new int[THREADS];
  private final long[] begun = new long[THREADS];
  private final int[] owner = new int[LOCKS];
  private final long[] heldFrom = new long[LOCKS];
  private final List<Deque<Integer>> lockQueues = new ArrayList<>();
  private int clientRead;
  private long slices;
  private long lockOperations;
  private long now;
  private long nextSample = SAMPLE_NS;

  private BusyServer(TimelineBuilder out) {
    this.out = out;
  }

  /// @param slices how many slices to make, idle ones included
  /// @return the recording; to be closed
  static Timeline timeline(long slices) {
    try (var out = new TimelineBuilder()) {
      var server = new BusyServer(out);
      server.begin();
      while (server.slices < slices) {
        server.step();
      }
      server.end();
      return out.build(ProgressMonitor.NONE);
    }
  }

  private void begin() {
    for (int c = 0; c < CPUS; c++) {
      out.cpu(c);
      running[c] = NONE;
      runQueues.add(new ArrayDeque<>());
    }
    for (int t = 0; t < THREADS; t++) {
      tasks[t] = out.task(1000 + t, 1000 + t, "postgres", 0, false);
      out.taskLabel(tasks[t], "client " + t % 10);
      out.taskPriority(tasks[t], 120);
      lastCpu[t] = t % CPUS;
      holds[t] = NONE;
      waitsFor[t] = NONE;
      state(t, StateKind.SLEEPING, 'S', Task.UNKNOWN);
      events.add(new Event(1 + random.nextLong(SLEEP_NS), CPUS + t));
    }
    clientRead = out.waitEvent("Client", "ClientRead", "ClientRead");
    for (int l = 0; l < LOCKS; l++) {
      locks[l] = out.lock(LockKind.LWLOCK, "Tranche" + l / 4, 0x7000 + 128L * l, true);
      lockEvents[l] = out.waitEvent("LWLock", "Tranche" + l / 4, "Tranche" + l / 4);
      owner[l] = NONE;
      lockQueues.add(new ArrayDeque<>());
    }
  }

  private void step() {
    Event event = events.remove();
    now = event.timeNs();
    while (now >= nextSample) {
      sample();
    }
    if (event.who() < CPUS) {
      act(event.who(), running[event.who()]);
    } else {
      wake(event.who() - CPUS, Task.IDLE, NONE, true);
    }
  }

  /// What a running thread does next.
  private void act(int cpu, int t) {
    int choice = random.nextInt(100);
    if (holds[t] != NONE && choice < 80) {
      release(cpu, t);
      goOn(cpu);
    } else if (holds[t] == NONE && choice < 8) {
      take(cpu, t);
    } else if (choice < 55 && !runQueues.get(cpu).isEmpty()) {
      int next = runQueues.get(cpu).remove();
      leave(cpu, random.nextInt(4) == 0 ? SliceEnd.PREEMPTED_KERNEL : SliceEnd.PREEMPTED_USER);
      state(t, StateKind.RUNNABLE_PREEMPTED, 'R', tasks[next]);
      runQueues.get(cpu).add(t);
      run(cpu, next);
    } else if (choice < 90) {
      transaction(t);
      sleep(cpu, t);
      events.add(new Event(now + 1 + random.nextLong(2 * SLEEP_NS), CPUS + t));
    } else {
      goOn(cpu);
    }
  }

  private void transaction(int t) {
    if (holds[t] == NONE && ++blocks[t] % BLOCKS_PER_TRANSACTION == 0) {
      out.span(begun[t], now, tasks[t], "transaction", "transaction", "", Provenance.RECORDED);
      begun[t] = now;
    }
  }

  private void take(int cpu, int t) {
    int lock = Math.min(random.nextInt(LOCKS), random.nextInt(LOCKS));
    lockOperations++;
    if (owner[lock] == NONE) {
      own(lock, t);
      goOn(cpu);
    } else {
      waitsFor[t] = lock;
      waitFrom[t] = now;
      lockQueues.get(lock).add(t);
      sleep(cpu, t);
    }
  }

  private void own(int lock, int t) {
    owner[lock] = t;
    holds[t] = lock;
    heldFrom[lock] = now;
  }

  private void release(int cpu, int t) {
    int lock = holds[t];
    hold(lock, true);
    holds[t] = NONE;
    owner[lock] = NONE;
    Integer next = lockQueues.get(lock).poll();
    if (next != null) {
      lockOperations++;
      own(lock, next);
      out.lockWait(
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
      waitsFor[next] = NONE;
      wake(next, tasks[t], cpu, false);
    }
  }

  private void hold(int lock, boolean endSeen) {
    out.hold(
        heldFrom[lock],
        now,
        locks[lock],
        tasks[owner[lock]],
        LockMode.EXCLUSIVE,
        endSeen,
        Provenance.RECORDED);
  }

  private void wake(int t, int waker, int wakerCpu, boolean inInterrupt) {
    int from = lastCpu[t];
    boolean moves = running[from] != NONE && random.nextInt(4) == 0;
    int cpu = moves ? random.nextInt(CPUS) : from;
    int row = out.wakeup(now, tasks[t], waker, wakerCpu, cpu, Wakeup.Kind.WAKING, inInterrupt);
    out.state(tasks[t], now, StateKind.RUNNABLE_WAKEUP, ' ', cpu, row, Provenance.RECORDED);
    out.wakeup(now + 400, tasks[t], waker, wakerCpu, cpu, Wakeup.Kind.WAKEUP, inInterrupt);
    if (cpu != from) {
      out.migration(now, tasks[t], from, cpu);
      lastCpu[t] = cpu;
    }
    if (running[cpu] == NONE) {
      now += 1;
      slice(cpu, Task.IDLE, SliceEnd.IDLE_END, ' ');
      run(cpu, t);
      now -= 1;
    } else {
      runQueues.get(cpu).add(t);
    }
  }

  private void sleep(int cpu, int t) {
    leave(cpu, SliceEnd.SLEEPING);
    state(t, StateKind.SLEEPING, 'S', Task.UNKNOWN);
    Integer next = runQueues.get(cpu).poll();
    if (next != null) {
      run(cpu, next);
    }
  }

  private void run(int cpu, int t) {
    running[cpu] = t;
    lastCpu[t] = cpu;
    since[cpu] = now;
    goOn(cpu);
  }

  private void goOn(int cpu) {
    events.add(new Event(now + 2 + random.nextLong(2 * RUN_NS), cpu));
  }

  private void leave(int cpu, SliceEnd how) {
    slice(cpu, tasks[running[cpu]], how, how == SliceEnd.SLEEPING ? 'S' : 'R');
    running[cpu] = NONE;
    since[cpu] = now;
  }

  private void slice(int cpu, int task, SliceEnd how, char letter) {
    slice(cpu, task, how, letter, false);
  }

  private void slice(int cpu, int task, SliceEnd how, char letter, boolean endClipped) {
    out.slice(
        cpu,
        since[cpu],
        now,
        task,
        how,
        letter,
        Provenance.RECORDED,
        false,
        endClipped,
        task == Task.IDLE ? Task.PRIORITY_UNKNOWN : 120,
        0);
    slices++;
  }

  private void state(int t, StateKind kind, char letter, int cause) {
    out.state(tasks[t], now, kind, letter, lastCpu[t], cause, Provenance.RECORDED);
  }

  private void sample() {
    for (int t = 0; t < THREADS; t++) {
      boolean busy = running[lastCpu[t]] == t || runQueues.get(lastCpu[t]).contains(t);
      int event = waitsFor[t] != NONE ? lockEvents[waitsFor[t]] : busy ? NONE : clientRead;
      out.waitSample(nextSample, tasks[t], event, 1 + t % 5, SAMPLE_NS);
    }
    nextSample += SAMPLE_NS;
  }

  private void end() {
    now += 10;
    for (int c = 0; c < CPUS; c++) {
      int task = running[c] == NONE ? Task.IDLE : tasks[running[c]];
      slice(c, task, SliceEnd.TRACE_END, ' ', true);
    }
    for (int l = 0; l < LOCKS; l++) {
      if (owner[l] != NONE) {
        hold(l, false);
      }
    }
    out.eventCount("sched:sched_switch", slices, true);
    out.eventCount("sdt_postgresql:lwlock__acquire", lockOperations, true);
  }
}
