package dev.corelane.replay.simulation;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.lock.Deadlocks;
import dev.corelane.replay.lock.LockClient;
import dev.corelane.replay.lock.LockHost;
import dev.corelane.replay.lock.LockModel;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.lock.Outcome;
import dev.corelane.replay.simulation.SimThread.After;
import dev.corelane.replay.simulation.SimThread.Doing;
import dev.corelane.replay.simulation.SimThread.State;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Does what locks say: lets threads spin, sleep and block for them, and gives a lock that comes
/// free to a thread that spins for it.
final class LockDesk implements LockHost {
  private final Kernel kernel;
  private final LockModel[] models;
  private final LockCounters[] counters;
  private final SplittableRandom[] choice;

  /// Who releases, while it releases.
  private @Nullable SimThread releasing;

  LockDesk(Kernel kernel, Setup setup, Streams streams) {
    this.kernel = kernel;
    List<LockSpec> specs = setup.locks();
    this.models = new LockModel[specs.size()];
    this.counters = new LockCounters[models.length];
    this.choice = new SplittableRandom[models.length];
    for (int i = 0; i < models.length; i++) {
      models[i] = LockModel.of(specs.get(i), setup.machine().model().spinlocksSleep());
      counters[i] = new LockCounters();
      choice[i] = streams.stream(Purpose.CHOICE, i);
    }
  }

  LockCounters counters(int lock) {
    return counters[lock];
  }

  int count() {
    return models.length;
  }

  // Taking.

  void acquire(Cpu cpu, SimThread thread, Step.Acquire step) {
    LockModel model = models[step.lock()];
    boolean there =
        model.spec().inKernel()
            ? kernel.execution.toKernel(cpu, thread, step)
            : kernel.execution.toUser(cpu, thread, step);
    if (!there) {
      return;
    }
    thread.lock = model;
    thread.lockNumber = step.lock();
    thread.waitSpinFrom = thread.spinNs;
    thread.waitSleepNs = 0;
    counters[step.lock()].requested(kernel.nowNs(), thread, model.holder() >= 0);
    kernel.observer.requested(kernel.nowNs(), thread.id, step.lock(), step.mode(), model.holder());
    if (model.disablesPreemption()) {
      thread.preemptCount++;
    }
    thread.wantedMode = step.mode();
    obey(cpu, thread, model, model.request(thread.client, step.mode(), this));
  }

  private void obey(Cpu cpu, SimThread thread, LockModel model, Outcome outcome) {
    switch (outcome) {
      case ACQUIRED -> hasIt(thread);
      case SPIN -> {
        thread.doing = Doing.SPIN;
        thread.remainingNs = Math.min(thread.client.spinNs(), SimThread.ENDLESS);
        model.spins(thread.client);
      }
      case BUSY -> {
        thread.doing = Doing.RUN;
        thread.remainingNs = thread.client.spinNs();
        thread.after = After.TRY_LOCK;
        thread.preemptCount++;
      }
      case SLEEP -> {
        thread.inKernel = true;
        thread.doing = Doing.LOCK;
        counters[thread.lockNumber].slept();
        kernel.events.arm(thread.sleepTimer, kernel.nowNs() + thread.client.sleepNs());
        kernel.execution.block(cpu, thread);
      }
      case BLOCK -> {
        thread.inKernel = true;
        thread.doing = Doing.LOCK;
        counters[thread.lockNumber].slept();
        long timeout = Deadlocks.timeoutNs(model);
        if (timeout > 0 && !thread.deadlockTimer.armed()) {
          kernel.events.arm(thread.deadlockTimer, kernel.nowNs() + timeout);
        }
        kernel.execution.block(cpu, thread);
      }
      case STUCK -> {
        kernel.observer.gaveUp(kernel.nowNs(), thread.id, thread.lockNumber);
        thread.lock = null;
        thread.doing = Doing.NEXT;
        thread.pending = new Step.Exit();
      }
    }
  }

  private void hasIt(SimThread thread) {
    thread.doing = Doing.NEXT;
    thread.remainingNs = 0;
    thread.lock = null;
    int number = thread.lockNumber;
    LockMode mode = thread.wantedMode;
    long now = kernel.nowNs();
    kernel.events.disarm(thread.deadlockTimer);
    thread.held.add(number, mode, now);
    counters[number].acquired(now, thread);
    kernel.observer.acquired(
        now, thread.id, number, mode, thread.spinNs - thread.waitSpinFrom, thread.waitSleepNs);
  }

  void spinOver(Cpu cpu, SimThread thread) {
    LockModel model = lockOf(thread);
    model.spinsNoMore(thread.client);
    obey(cpu, thread, model, model.spinOver(thread.client, this));
  }

  /// The slow path is over; whoever got the lock in it may lose the CPU at its end.
  void busyOver(Cpu cpu, SimThread thread) {
    LockModel model = lockOf(thread);
    Outcome outcome = model.busyOver(thread.client, this);
    if (outcome == Outcome.BLOCK) {
      thread.preemptCount--;
      obey(cpu, thread, model, outcome);
    } else {
      obey(cpu, thread, model, outcome);
      kernel.execution.enablePreemption(cpu, thread);
    }
  }

  /// The thread runs again after it slept or blocked for its lock.
  void resume(Cpu cpu, SimThread thread) {
    LockModel model = lockOf(thread);
    if (thread.deadlockVictim) {
      abandon(thread, model);
      return;
    }
    if (!model.spec().inKernel() && !kernel.execution.toUser(cpu, thread, null)) {
      return;
    }
    obey(cpu, thread, model, model.resume(thread.client, this));
  }

  // Giving back.

  void release(Cpu cpu, SimThread thread, Step.Release step) {
    release(cpu, thread, step, step.lock(), true);
  }

  void free(Cpu cpu, SimThread thread, Step.Free step) {
    release(cpu, thread, step, step.lock(), false);
  }

  void wakeWaiters(SimThread thread, int lock) {
    releasing = thread;
    models[lock].wakeWaiters(thread.client, this);
    releasing = null;
  }

  private void release(Cpu cpu, SimThread thread, Step step, int number, boolean wakes) {
    int place = thread.held.find(number);
    if (place < 0) {
      throw new IllegalStateException(
          "Thread %d gives back lock %d, which it has not".formatted(thread.id, number));
    }
    LockModel model = models[number];
    if (model.spec().inKernel() != thread.inKernel
        && !(thread.inKernel
            ? kernel.execution.toUser(cpu, thread, step)
            : kernel.execution.toKernel(cpu, thread, step))) {
      return;
    }
    giveBack(thread, place, wakes);
    if (model.disablesPreemption()) {
      kernel.execution.enablePreemption(cpu, thread);
    }
  }

  private void giveBack(SimThread thread, int place, boolean wakes) {
    int number = thread.held.lock(place);
    LockModel model = models[number];
    long now = kernel.nowNs();
    counters[number].released(now, thread.held.since(place));
    kernel.observer.released(now, thread.id, number);
    LockMode mode = thread.held.mode(place);
    thread.held.remove(place);
    releasing = thread;
    if (wakes) {
      model.release(thread.client, mode, this);
    } else {
      model.free(thread.client, mode, this);
    }
    releasing = null;
    while (true) {
      LockClient next = model.nextSpinner(choice[number]);
      if (next == null) {
        break;
      }
      SimThread winner = kernel.threads[next.thread()];
      kernel.progress(winner.cpu);
      hasIt(winner);
      kernel.execution.arm(winner.cpu);
    }
  }

  @Override
  public void wake(LockClient client) {
    SimThread thread = kernel.threads[client.thread()];
    SimThread by = releasing;
    if (by == null) {
      kernel.wakeups.wake(thread, thread.cpu, null);
      return;
    }
    by.inKernel = true;
    by.overheadNs += kernel.costs.wakeNs();
    kernel.wakeups.wake(thread, by.cpu, by);
  }

  @Override
  public boolean onCpu(LockClient client) {
    return kernel.threads[client.thread()].state == State.RUNNING;
  }

  // Deadlocks.

  void deadlockTimeout(SimThread thread) {
    LockModel model = thread.lock;
    if (model == null || thread.state != State.BLOCKED) {
      return;
    }
    boolean found = Deadlocks.found(thread.client);
    kernel.observer.deadlockChecked(kernel.nowNs(), thread.id, thread.lockNumber, found);
    if (found) {
      thread.deadlockVictim = true;
      model.giveUp(thread.client, this);
      kernel.wakeups.wake(thread, thread.cpu, null);
      kernel.interruptReturns(thread.cpu);
      kernel.execution.settle(thread.cpu);
    }
  }

  /// The victim runs: it has not got the lock, and gives back what others may wait for.
  private void abandon(SimThread thread, LockModel model) {
    thread.deadlockVictim = false;
    thread.lock = null;
    thread.doing = Doing.NEXT;
    kernel.observer.gaveUp(kernel.nowNs(), thread.id, thread.lockNumber);
    for (int place = thread.held.size() - 1; place >= 0; place--) {
      if (models[thread.held.lock(place)].spec().kind() == LockKind.HEAVYWEIGHT) {
        giveBack(thread, place, true);
      }
    }
    thread.pending = thread.program.deadlocked(kernel.nowNs());
  }

  // Switches.

  /// Counts what an involuntary switch does to the locks that the thread has, and takes it from
  /// those that spin.
  void leavesCpu(SimThread thread, boolean involuntary) {
    if (thread.doing == Doing.SPIN) {
      lockOf(thread).spinsNoMore(thread.client);
    }
    for (int place = 0; place < thread.held.size(); place++) {
      int number = thread.held.lock(place);
      accountSpinners(number);
      counters[number].holderLeaves(
          kernel.nowNs(), involuntary, involuntary && thread.held.markPreempted(place));
      if (models[number].spinsOptimistically()) {
        endSpins(models[number]);
      }
    }
  }

  void returnsToCpu(SimThread thread) {
    for (int place = 0; place < thread.held.size(); place++) {
      int number = thread.held.lock(place);
      accountSpinners(number);
      counters[number].holderReturns(kernel.nowNs(), thread.wokenUp);
    }
    if (thread.doing == Doing.SPIN) {
      LockModel model = lockOf(thread);
      if (model.tryWhileSpinning(thread.client)) {
        hasIt(thread);
      } else {
        model.spins(thread.client);
      }
    }
  }

  private void accountSpinners(int number) {
    LockModel model = models[number];
    for (int i = 0; i < model.spinning(); i++) {
      kernel.progress(kernel.threads[model.spinner(i).thread()].cpu);
    }
  }

  private void endSpins(LockModel model) {
    for (int i = 0; i < model.spinning(); i++) {
      SimThread spinner = kernel.threads[model.spinner(i).thread()];
      kernel.execution.endSpin(spinner.cpu, spinner);
    }
  }

  /// A thread spun for its lock.
  void spun(SimThread thread, long ns) {
    counters[thread.lockNumber].spun(ns);
  }

  boolean optimistic(SimThread thread) {
    return thread.lock != null && thread.lock.spinsOptimistically();
  }

  private static LockModel lockOf(SimThread thread) {
    LockModel model = thread.lock;
    if (model == null) {
      throw new IllegalStateException("Thread " + thread.id + " waits for no lock");
    }
    return model;
  }
}
