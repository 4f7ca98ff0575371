package dev.corelane.replay.simulation;

import dev.corelane.replay.engine.EventQueue;
import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.Machine.TickPhase;
import dev.corelane.replay.machine.Moment;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.scheduler.Verdict;
import dev.corelane.replay.simulation.Observer.ExtensionEnd;
import dev.corelane.replay.simulation.SimThread.Doing;
import dev.corelane.replay.simulation.SimThread.State;
import dev.corelane.trace.model.SliceEnd;
import java.util.List;

/// Interrupts, marks and switches: the part of kernel/sched/core.c and kernel/entry/common.c that
/// decides when the scheduler is called, and what a switch does.
///
/// Every event ends in [Execution#settle], which lets the CPU's thread go on with what it does. A
/// switch itself never runs the next thread's program, so events do not nest.
final class Kernel {
  /// `hrtick_start`: shorter makes no sense.
  private static final long MIN_HRTICK_NS = 10_000;

  final Machine machine;
  final Costs costs;
  final PreemptionModel model;
  final EventQueue events;
  final Observer observer;
  final Cpu[] cpus;
  final SimThread[] threads;
  final IdleCpus idle;
  final Wakeups wakeups;
  final Balancer balancer;
  final Execution execution;
  final LockDesk locks;
  private final long tickNs;

  private final boolean hrtick;

  Kernel(Setup setup, Observer observer) {
    this.machine = setup.machine();
    this.costs = machine.costs();
    this.model = machine.model();
    this.events = new EventQueue(0);
    this.observer = observer;
    this.tickNs = machine.tickNs();
    this.hrtick = machine.features().hrtick();
    int count = machine.topology().cpus();
    var streams = new Streams(setup.seed());
    this.cpus = new Cpu[count];
    this.idle = new IdleCpus(count);
    long common = streams.stream(Purpose.TICK_PHASE, 0).nextLong(tickNs);
    for (int i = 0; i < count; i++) {
      cpus[i] = new Cpu(i, machine, this);
      cpus[i].tickOffsetNs =
          machine.phase() == TickPhase.ALIGNED
              ? common
              : streams.stream(Purpose.TICK_PHASE, i + 1).nextLong(tickNs);
      idle.add(i);
    }
    List<ThreadSpec> specs = setup.threads();
    this.threads = new SimThread[specs.size()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new SimThread(i, specs.get(i), streams, cpus[i % count], count);
    }
    this.locks = new LockDesk(this, setup, streams);
    this.balancer = new Balancer(this);
    this.wakeups = new Wakeups(this, streams);
    this.execution = new Execution(this);
  }

  long nowNs() {
    return events.nowNs();
  }

  // Accounting.

  /// Brings the current thread's work up to now.
  void progress(Cpu cpu) {
    SimThread thread = cpu.current;
    long now = nowNs();
    long ns = now - cpu.progressedTo;
    if (thread == null || ns <= 0) {
      return;
    }
    cpu.progressedTo = now;
    long overhead = Math.min(ns, thread.overheadNs);
    thread.overheadNs -= overhead;
    thread.overheadSpentNs += overhead;
    long work = ns - overhead;
    if (work == 0) {
      return;
    }
    thread.remainingNs -= work;
    if (thread.doing == Doing.SPIN) {
      thread.spinNs += work;
      locks.spun(thread, work);
    } else {
      thread.usefulNs += work;
    }
  }

  /// `update_curr`.
  void charge(Cpu cpu) {
    long ns = nowNs() - cpu.chargedTo;
    if (ns > 0 && cpu.current != null) {
      cpu.chargedTo = nowNs();
      mark(cpu, cpu.queue.charge(ns), cpu);
    }
  }

  /// An interrupt takes time from the current thread.
  void steal(Cpu cpu, long ns) {
    if (ns == 0 || cpu.idle()) {
      return;
    }
    progress(cpu);
    charge(cpu);
    long now = nowNs();
    cpu.progressedTo = Math.max(cpu.progressedTo, now) + ns;
    cpu.chargedTo = Math.max(cpu.chargedTo, now) + ns;
    cpu.interruptNs += ns;
    execution.arm(cpu);
    armSliceEnd(cpu);
  }

  // Marks.

  /// `resched_curr` or `resched_curr_lazy`.
  void mark(Cpu cpu, Verdict verdict, Cpu from) {
    switch (verdict) {
      case KEEP -> {}
      case REPLACE -> markFull(cpu, from);
      case REPLACE_FAIR -> {
        if (model.marksLazily() && !cpu.idle()) {
          markLazy(cpu);
        } else {
          markFull(cpu, from);
        }
      }
    }
  }

  void markFull(Cpu cpu, Cpu from) {
    if (cpu.needResched) {
      return;
    }
    cpu.needResched = true;
    observer.marked(nowNs(), cpu.number, false);
    if (cpu != from && Moment.interruptsOtherCpu(false)) {
      sendIpi(cpu);
    }
    SimThread thread = cpu.current;
    if (thread != null && thread.doing == Doing.SPIN && locks.optimistic(thread)) {
      execution.endSpin(cpu, thread);
    }
  }

  private void markLazy(Cpu cpu) {
    if (cpu.needResched || cpu.needReschedLazy) {
      return;
    }
    cpu.needReschedLazy = true;
    observer.marked(nowNs(), cpu.number, true);
  }

  void sendIpi(Cpu cpu) {
    if (!cpu.ipi.armed()) {
      long exit = cpu.idle() ? costs.idleExitNs() : 0;
      events.arm(cpu.ipi, nowNs() + costs.ipiNs() + exit);
    }
  }

  // Interrupts.

  void tick(Cpu cpu) {
    if (cpu.idle()) {
      return;
    }
    armTick(cpu);
    if (cpu.needReschedLazy && model.marksLazily()) {
      markFull(cpu, cpu);
    }
    charge(cpu);
    mark(cpu, cpu.queue.tick(), cpu);
    steal(cpu, costs.tickNs());
    balancer.tick(cpu);
    interruptReturns(cpu);
    execution.settle(cpu);
  }

  private void armTick(Cpu cpu) {
    long periods = Math.floorDiv(nowNs() - cpu.tickOffsetNs, tickNs) + 1;
    events.arm(cpu.tick, cpu.tickOffsetNs + periods * tickNs);
  }

  /// HRTICK: `entity_tick(queued)` marks fully, whatever the model.
  void sliceEnds(Cpu cpu) {
    if (cpu.idle()) {
      return;
    }
    charge(cpu);
    if (cpu.queue.sliceLeftNs() < Long.MAX_VALUE) {
      markFull(cpu, cpu);
    }
    interruptReturns(cpu);
    execution.settle(cpu);
  }

  void armSliceEnd(Cpu cpu) {
    if (!hrtick) {
      return;
    }
    long left = cpu.queue.sliceLeftNs();
    if (left == Long.MAX_VALUE) {
      events.disarm(cpu.sliceEnd);
    } else {
      long dueNs = Math.max(nowNs(), cpu.chargedTo) + Math.max(left, MIN_HRTICK_NS);
      events.arm(cpu.sliceEnd, dueNs + machine.sliceEndNs());
    }
  }

  /// The rescheduling interrupt, which also takes in the threads woken for this CPU.
  void interrupted(Cpu cpu) {
    wakeups.takeIn(cpu);
    interruptReturns(cpu);
    execution.settle(cpu);
  }

  void sleepIsOver(SimThread thread) {
    Cpu cpu = wakingCpu(thread);
    thread.wokenFrom = -1;
    steal(cpu, costs.wakeNs());
    wakeups.wake(thread, cpu, null);
    interruptReturns(cpu);
    execution.settle(cpu);
  }

  private Cpu wakingCpu(SimThread thread) {
    if (thread.wokenFrom < 0) {
      return thread.cpu;
    }
    for (int i = 0; i < cpus.length; i++) {
      Cpu cpu = cpus[(thread.wokenFrom + i) % cpus.length];
      if (!cpu.idle()) {
        return cpu;
      }
    }
    return thread.cpu;
  }

  void waitedLong(SimThread thread) {
    locks.deadlockTimeout(thread);
  }

  void grantEnds(Cpu cpu) {
    SimThread thread = cpu.current;
    if (thread != null && thread.extensionGranted) {
      endGrant(cpu, thread, ExtensionEnd.EXPIRED);
      markFull(cpu, cpu);
    }
    interruptReturns(cpu);
    execution.settle(cpu);
  }

  /// The way out of an interrupt: may the scheduler be called?
  void interruptReturns(Cpu cpu) {
    SimThread thread = cpu.current;
    if (thread == null) {
      if (cpu.needResched || cpu.queue.runnable() > 0) {
        schedule(cpu, SliceEnd.IDLE_END);
      }
      return;
    }
    if (!cpu.needResched && !cpu.needReschedLazy) {
      return;
    }
    Moment moment =
        thread.preemptCount > 0
            ? Moment.PREEMPTION_DISABLED
            : thread.inFault
                ? Moment.INTERRUPT_RETURNS_TO_FAULT
                : thread.inKernel
                    ? Moment.INTERRUPT_RETURNS_TO_KERNEL
                    : Moment.INTERRUPT_RETURNS_TO_USER;
    passes(cpu, moment);
  }

  /// A thread comes to a moment.
  ///
  /// @return whether it still has the CPU
  boolean passes(Cpu cpu, Moment moment) {
    if (!moment.reschedules(model, cpu.needResched, cpu.needReschedLazy)) {
      return true;
    }
    SimThread thread = cpu.current;
    if (thread == null || (moment.postponedByExtension() && grant(cpu, thread))) {
      return true;
    }
    schedule(
        cpu,
        switch (moment) {
          case INTERRUPT_RETURNS_TO_USER, SYSCALL_RETURNS_TO_USER, FAULT_RETURNS_TO_USER ->
              SliceEnd.PREEMPTED_USER;
          default -> SliceEnd.PREEMPTED_KERNEL;
        });
    return cpu.current == thread;
  }

  // Slice extension.

  /// `__rseq_grant_slice_extension`: once per time on the CPU.
  private boolean grant(Cpu cpu, SimThread thread) {
    if (thread.extensionGranted) {
      endGrant(cpu, thread, ExtensionEnd.REVOKED);
      return false;
    }
    if (machine.extensionNs() == 0
        || !thread.extensionRequested
        || thread.extensionUsed
        || (cpu.needResched && !model.grantsPostponeFullMark())) {
      return false;
    }
    cpu.needResched = false;
    cpu.needReschedLazy = false;
    thread.extensionGranted = true;
    thread.extensionUsed = true;
    events.arm(cpu.grantEnd, nowNs() + machine.extensionNs());
    observer.extensionGranted(nowNs(), thread.id);
    return true;
  }

  void endGrant(Cpu cpu, SimThread thread, ExtensionEnd how) {
    thread.extensionGranted = false;
    events.disarm(cpu.grantEnd);
    observer.extensionEnded(nowNs(), thread.id, how);
  }

  // Switching.

  /// `__schedule`.
  ///
  /// @param how why the current thread gives way; it leaves the queue if it blocks or exits
  void schedule(Cpu cpu, SliceEnd how) {
    progress(cpu);
    charge(cpu);
    SimThread last = cpu.current;
    boolean leaves =
        how == SliceEnd.SLEEPING || how == SliceEnd.UNINTERRUPTIBLE || how == SliceEnd.EXITED;
    if (last != null && leaves) {
      cpu.queue.block(last);
    }
    cpu.needResched = false;
    cpu.needReschedLazy = false;
    var next = (SimThread) cpu.queue.pick();
    if (next == null && balancer.newIdle(cpu)) {
      next = (SimThread) cpu.queue.pick();
    }
    if (next == last) {
      armSliceEnd(cpu);
      return;
    }
    events.disarm(cpu.segment);
    if (last != null) {
      switchOut(cpu, last, how, leaves);
    } else {
      balancer.idled(cpu, nowNs() - cpu.idleSince);
      armTick(cpu);
    }
    cpu.queue.run(next);
    cpu.current = next;
    observer.switched(
        nowNs(), cpu.number, last == null ? -1 : last.id, next == null ? -1 : next.id, how);
    if (next == null) {
      balancer.idles(cpu);
      idle.add(cpu.number);
      events.disarm(cpu.tick);
    } else {
      switchIn(cpu, next);
    }
    armSliceEnd(cpu);
  }

  private void switchOut(Cpu cpu, SimThread last, SliceEnd how, boolean leaves) {
    long now = nowNs();
    last.onCpuNs += now - last.switchedInAt;
    last.switchedOutAt = now;
    last.runnableSince = now;
    last.wokenUp = false;
    last.lastCache = cpu.cache;
    if (last.extensionGranted) {
      endGrant(cpu, last, ExtensionEnd.REVOKED);
    }
    if (how.involuntary()) {
      last.involuntary++;
    } else {
      last.voluntary++;
    }
    if (leaves) {
      last.blockedAt = now;
      last.state = how == SliceEnd.EXITED ? State.DEAD : State.BLOCKED;
    } else {
      last.state = State.RUNNABLE;
    }
    locks.leavesCpu(last, how.involuntary());
  }

  private void switchIn(Cpu cpu, SimThread next) {
    long now = nowNs();
    idle.remove(cpu.number);
    next.state = State.RUNNING;
    next.extensionUsed = false;
    next.switchedInAt = now;
    if (next.wokenUp) {
      next.wakeDelayNs += now - next.runnableSince;
    } else {
      next.preemptedDelayNs += now - next.runnableSince;
    }
    next.overheadNs += costs.switchNs() + refill(cpu, next);
    next.cpu = cpu;
    cpu.progressedTo = now;
    cpu.chargedTo = now;
    locks.returnsToCpu(next);
  }

  private long refill(Cpu cpu, SimThread next) {
    if (next.switchedOutAt < 0) {
      return 0;
    }
    if (next.lastCache != cpu.cache) {
      return costs.migrationNs();
    }
    long offCpu = nowNs() - next.switchedOutAt;
    return Math.min(costs.refillCapNs(), (long) (costs.refillPerOffCpu() * offCpu));
  }

  /// What [Cpu] calls when a computation is over.
  void segmentEnds(Cpu cpu) {
    execution.segmentEnds(cpu);
  }

  /// @throws IllegalArgumentException if there is no thread of that number
  SimThread thread(int number) {
    if (number < 0 || number >= threads.length) {
      throw new IllegalArgumentException("There is no thread " + number);
    }
    return threads[number];
  }
}
