package dev.corelane.replay.simulation;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.engine.Timer;
import dev.corelane.replay.lock.LockClient;
import dev.corelane.replay.lock.LockModel;
import dev.corelane.replay.scheduler.Entity;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockMode;
import org.jspecify.annotations.Nullable;

/// A thread of a run.
final class SimThread extends Entity {
  /// Length of a segment that ends by an event only.
  static final long ENDLESS = Long.MAX_VALUE / 4;

  final int id;
  final Program program;
  final LockClient client;
  final HeldLocks held = new HeldLocks();
  final long @Nullable [] allowed;
  final Timer sleepTimer;
  final Timer deadlockTimer;

  final Wakees wakees = new Wakees();

  State state = State.NEW;

  /// The CPU that it runs on or waits for, or ran on last.
  Cpu cpu;

  /// Where it was when it last found its CPU busy (`recent_used_cpu`).
  Cpu recentCpu;

  // What it does.
  Doing doing = Doing.NEXT;
  After after = After.NOTHING;
  @Nullable Step pending;
  @Nullable LockModel lock;
  int lockNumber = -1;
  LockMode wantedMode = LockMode.EXCLUSIVE;
  long lockRequestedAt;
  boolean deadlockVictim;
  long remainingNs;

  /// CPU time to be spent before the work goes on: switch, cold caches, waking others.
  long overheadNs;

  /// Number of the CPU whose interrupt ends its sleep, -1 for the one it ran on.
  int wokenFrom = -1;

  boolean inKernel;
  boolean inFault;
  int preemptCount;
  int wakeTokens;
  boolean awaitsToken;
  int openSpans;

  // Slice extension.
  boolean extensionRequested;
  boolean extensionGranted;
  boolean extensionUsed;

  // Times and totals, ns.
  long switchedInAt;
  long switchedOutAt = -1;
  long blockedAt;
  long runnableSince;
  boolean wokenUp;
  int lastCache;
  long waitSpinFrom;
  long waitSleepNs;
  long onCpuNs;
  long usefulNs;
  long spinNs;
  long overheadSpentNs;
  long wakeDelayNs;
  long preemptedDelayNs;
  long involuntary;
  long voluntary;
  long wakeups;
  long migrations;

  SimThread(int id, ThreadSpec spec, Streams streams, Cpu first, int cpus) {
    super(spec.params());
    this.id = id;
    this.program = spec.program();
    this.client = new LockClient(id, streams.stream(Purpose.BACKOFF, id));
    this.cpu = first;
    this.recentCpu = first;
    this.allowed = spec.cpus().isEmpty() ? null : mask(spec, cpus);
    this.sleepTimer = new Timer(Priorities.WAKE, now -> this.cpu.kernel.sleepIsOver(this));
    this.deadlockTimer = new Timer(Priorities.WAKE, now -> this.cpu.kernel.waitedLong(this));
  }

  private static long[] mask(ThreadSpec spec, int cpus) {
    long[] mask = new long[(cpus + 63) / 64];
    for (int cpu : spec.cpus()) {
      if (cpu < 0 || cpu >= cpus) {
        throw new IllegalArgumentException(
            "Thread " + spec.name() + " may run on CPU " + cpu + ", but there are " + cpus);
      }
      mask[cpu >> 6] |= 1L << (cpu & 63);
    }
    return mask;
  }

  boolean mayRunOn(int number) {
    return allowed == null || (allowed[number >> 6] & 1L << (number & 63)) != 0;
  }

  /// Life of a thread.
  enum State {
    /// Not started.
    NEW,
    /// On a CPU.
    RUNNING,
    /// Waits for a CPU.
    RUNNABLE,
    /// Asleep.
    BLOCKED,
    /// Ended.
    DEAD
  }

  /// What it is in the middle of.
  enum Doing {
    /// Nothing: the next step is due.
    NEXT,
    /// Computing.
    RUN,
    /// Spinning for [#lock].
    SPIN,
    /// Trying [#lock] again after it slept or blocked.
    LOCK
  }

  /// What follows a computation.
  enum After {
    /// The next step.
    NOTHING,
    /// Preemption is enabled again.
    ENABLE_PREEMPTION,
    /// It tries to take the lock that it is in the slow path of.
    TRY_LOCK,
    /// The page fault is served.
    RETURN_FROM_FAULT
  }
}
