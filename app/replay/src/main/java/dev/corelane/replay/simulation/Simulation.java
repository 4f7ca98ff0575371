package dev.corelane.replay.simulation;

import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.simulation.SimThread.State;
import java.util.ArrayList;
import java.util.List;

/// One run of threads on a machine. It is a function of the machine, the programs and the seed.
///
/// ```java
/// var builder = Simulation.on(machine).seed(1);
/// int lock = builder.lock(new LockSpec.PgSpinlock("freelist"));
/// builder.thread(ThreadSpec.of("backend", Program.forever(List.of(
///     Step.acquire(lock), Step.user(2_000), Step.release(lock), Step.user(2_000)))));
/// RunResult result = builder.build().run(1_000_000_000);
/// ```
///
/// Not for more than one thread.
public final class Simulation {
  private final Setup setup;
  private final Observer observer;
  private final Kernel kernel;
  private boolean started;

  private Simulation(Setup setup, Observer observer) {
    this.setup = setup;
    this.observer = observer;
    this.kernel = new Kernel(setup, observer);
  }

  /// @param machine what it runs on
  /// @return a builder without threads and locks, of seed 0
  public static Builder on(Machine machine) {
    return new Builder(machine);
  }

  /// Runs, or goes on running.
  ///
  /// @param untilNs until this simulated time; events at it are not processed any more
  /// @return what came of it so far
  /// @throws IllegalStateException if a program does what no thread can: gives back a lock it has
  ///   not, blocks with preemption off, never takes time
  public RunResult run(long untilNs) {
    if (!started) {
      started = true;
      observer.started(setup);
      for (SimThread thread : kernel.threads) {
        kernel.events.arm(thread.sleepTimer, setup.threads().get(thread.id).startNs());
      }
    }
    kernel.events.runUntil(untilNs);
    return result();
  }

  /// Tells observers that the run is over; it must not go on.
  ///
  /// @return what came of it
  public RunResult finish() {
    observer.ended(kernel.nowNs());
    return result();
  }

  /// @return the simulated time, ns
  public long nowNs() {
    return kernel.nowNs();
  }

  /// @return whether every thread has ended
  public boolean allEnded() {
    for (SimThread thread : kernel.threads) {
      if (thread.state != State.DEAD) {
        return false;
      }
    }
    return true;
  }

  /// Checks the invariants of all run queues.
  ///
  /// @throws IllegalStateException if one is broken
  public void check() {
    for (Cpu cpu : kernel.cpus) {
      cpu.queue.check();
    }
  }

  private RunResult result() {
    long now = kernel.nowNs();
    var threads = new ArrayList<ThreadTotals>();
    for (SimThread thread : kernel.threads) {
      threads.add(totals(thread, now));
    }
    var locks = new ArrayList<LockTotals>();
    for (int i = 0; i < kernel.locks.count(); i++) {
      locks.add(kernel.locks.counters(i).totals(setup.locks().get(i).name()));
    }
    var idle = new ArrayList<Long>();
    for (Cpu cpu : kernel.cpus) {
      idle.add(cpu.idleNs + (cpu.idle() ? now - cpu.idleSince : 0));
    }
    return new RunResult(setup, now, kernel.events.fired(), threads, locks, idle);
  }

  private ThreadTotals totals(SimThread thread, long now) {
    boolean running = thread.state == State.RUNNING;
    boolean waiting = thread.state == State.RUNNABLE;
    if (running) {
      kernel.progress(thread.cpu);
    }
    long waited = waiting ? now - thread.runnableSince : 0;
    return new ThreadTotals(
        setup.threads().get(thread.id).name(),
        thread.onCpuNs + (running ? now - thread.switchedInAt : 0),
        thread.usefulNs,
        thread.spinNs,
        thread.overheadSpentNs,
        thread.wakeDelayNs + (thread.wokenUp ? waited : 0),
        thread.preemptedDelayNs + (thread.wokenUp ? 0 : waited),
        thread.involuntary,
        thread.voluntary,
        thread.wakeups,
        thread.migrations);
  }

  /// Collects what runs.
  public static final class Builder {
    private final Machine machine;
    private final List<ThreadSpec> threads = new ArrayList<>();
    private final List<LockSpec> locks = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private long seed;

    private Builder(Machine machine) {
      this.machine = machine;
    }

    /// @param value seed of all random numbers of the run
    /// @return this
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /// @param spec a lock
    /// @return its number, for [dev.corelane.replay.work.Step.Acquire]
    public int lock(LockSpec spec) {
      locks.add(spec);
      return locks.size() - 1;
    }

    /// @param spec a thread
    /// @return its number, for [dev.corelane.replay.work.Step.Wake]
    public int thread(ThreadSpec spec) {
      threads.add(spec);
      return threads.size() - 1;
    }

    /// @param observer is told what happens
    /// @return this
    public Builder observe(Observer observer) {
      observers.add(observer);
      return this;
    }

    /// @return the run, about to begin
    /// @throws IllegalArgumentException if a thread may run nowhere
    public Simulation build() {
      Observer told =
          observers.size() == 1 ? observers.getFirst() : new Observers(List.copyOf(observers));
      return new Simulation(new Setup(machine, seed, threads, locks), told);
    }
  }
}
