package dev.corelane.importers.perf.testing;

import dev.corelane.importers.perf.testing.TaskAccounting.Activity;
import java.io.IOException;
import java.util.stream.IntStream;

/// A small simulation of a multiprocessor scheduler that produces a consistent stream of scheduler
/// events: on one CPU each switch's next task is the previous task of the following switch, no task
/// is on two CPUs, no sleeping task runs, and every event is later than the one before.
///
/// The mix resembles `perf sched record` on a busy machine: for one switch about one
/// sched_stat_runtime, 0.6 wakings and 0.1 migrations. Tasks sleep (S, D, kernel threads I), are
/// preempted in the kernel (R+) or on the way to user space (R), fork, exec and exit. Memory is
/// constant but for the table of tasks.
public final class SyntheticWorkload {
  private static final int TYPICAL_SLICE_NS = 150_000;
  private static final int TYPICAL_IDLE_NS = 60_000;
  private static final int BOOSTED_PRIO = 110;

  private final WorkloadOptions options;
  private final SplitMix64 random;
  private final TaskFactory factory;
  private final TruthKeeper out;
  private final EventContext context = new EventContext();
  private final SimulatedCpu[] cpus;
  private final EarliestCpu agenda;
  private final SleepingTasks sleeping = new SleepingTasks();
  private final int wantedAwake;
  private long now;
  private int alive;
  private long slices;

  private SyntheticWorkload(WorkloadOptions options, SchedEventSink sink, long events) {
    this.options = options;
    this.random = new SplitMix64(options.seed());
    this.factory = new TaskFactory(random, options.maxTid());
    this.out = new TruthKeeper(sink, options.recorded(), options.cpus(), events);
    this.cpus =
        IntStream.range(0, options.cpus()).mapToObj(SimulatedCpu::new).toArray(SimulatedCpu[]::new);
    this.agenda = new EarliestCpu(options.cpus());
    this.wantedAwake = options.cpus() + (options.cpus() + 3) / 4;
    this.now = options.startNs();
  }

  /// Sends `events` events to `sink` and returns what they add up to.
  public static GroundTruth run(WorkloadOptions options, long events, SchedEventSink sink)
      throws IOException {
    var workload = new SyntheticWorkload(options, sink, events);
    workload.start();
    while (!workload.out.isFull()) {
      workload.step();
    }
    return workload.out.truth();
  }

  /// Some tasks run at the start, some wait for a CPU, the others sleep.
  private void start() throws IOException {
    SyntheticTask previous = SyntheticTask.idle(0);
    for (int i = 0; i < options.threads(); i++) {
      SyntheticTask task = factory.initial(i, previous);
      previous = task;
      SimulatedCpu cpu = cpus[i % cpus.length];
      task.cpu = cpu.id;
      if (cpu.isIdle() && i % 4 != 3) {
        cpu.current = task;
        out.taskExists(task, Activity.RUNNING);
      } else if (i % 16 == 3) {
        cpu.queue.add(task);
        out.taskExists(task, Activity.RUNNABLE);
      } else {
        sleeping.add(task);
        out.taskExists(task, Activity.SLEEPING);
      }
    }
    alive = options.threads();
    for (SimulatedCpu cpu : cpus) {
      startSlice(cpu);
    }
  }

  private void step() throws IOException {
    SimulatedCpu cpu = cpus[agenda.cpu()];
    now = Math.max(now + 1 + random.below(32), agenda.time(cpu.id));
    if (cpu.exited != null) {
      free(cpu, cpu.exited);
    }
    if (cpu.isIdle()) {
      stepIdle(cpu);
    } else {
      stepBusy(cpu);
    }
  }

  private void stepIdle(SimulatedCpu cpu) throws IOException {
    if (cpu.queue.isEmpty() && !sleeping.isEmpty()) {
      wake(cpu, SchedPayload.FLAG_HARDIRQ);
    }
    if (cpu.queue.isEmpty()) {
      agenda.set(cpu.id, now + random.around(TYPICAL_IDLE_NS));
    } else {
      switchTask(cpu, TaskState.RUNNING, false);
    }
  }

  private void stepBusy(SimulatedCpu cpu) throws IOException {
    if (cpu.current.execPending) {
      exec(cpu);
    }
    if (cpu.reschedule && !cpu.queue.isEmpty()) {
      preempt(cpu);
    } else if (cpu.wakingsLeft > 0) {
      cpu.wakingsLeft--;
      if (sleeping.isEmpty()) {
        tick(cpu);
      } else {
        wake(cpu, random.onceIn(8) ? SchedPayload.FLAG_HARDIRQ : 0);
      }
      agenda.set(cpu.id, now + (cpu.reschedule ? 300 + random.below(2000) : cpu.stepNs));
    } else {
      endSlice(cpu);
    }
  }

  private void endSlice(SimulatedCpu cpu) throws IOException {
    slices++;
    if (isForkOrExitDue() && !cpu.current.isKernelThread()) {
      slices = 0;
      forkOrExit(cpu);
    } else if (!cpu.queue.isEmpty() && random.percent(30)) {
      preempt(cpu);
    } else if (random.percent(90)) {
      sleep(cpu);
    } else {
      tick(cpu);
      startSlice(cpu);
    }
  }

  private boolean isForkOrExitDue() {
    return options.slicesPerLifecycle() > 0 && slices >= options.slicesPerLifecycle();
  }

  private void forkOrExit(SimulatedCpu cpu) throws IOException {
    if (alive <= options.threads()) {
      fork(cpu);
      startSlice(cpu);
    } else {
      exit(cpu);
    }
  }

  private void startSlice(SimulatedCpu cpu) {
    cpu.reschedule = false;
    cpu.chargedUntilNs = now;
    if (cpu.isIdle()) {
      cpu.wakingsLeft = 0;
      cpu.stepNs = random.around(TYPICAL_IDLE_NS);
    } else {
      cpu.wakingsLeft = wakingsPerSlice();
      cpu.stepNs = 1 + random.around(TYPICAL_SLICE_NS) / (cpu.wakingsLeft + 1);
    }
    agenda.set(cpu.id, now + cpu.stepNs);
  }

  /// More when few tasks are awake, so that the machine stays busy and is not swamped.
  private int wakingsPerSlice() {
    int awake = alive - sleeping.size();
    if (awake < wantedAwake) {
      return 1 + random.below(2);
    }
    return awake > 2 * wantedAwake || random.percent(60) ? 0 : 1;
  }

  private void sleep(SimulatedCpu cpu) throws IOException {
    TaskState state = TaskState.INTERRUPTIBLE;
    if (cpu.current.isKernelThread()) {
      state = TaskState.IDLE;
    } else if (random.onceIn(8)) {
      state = TaskState.UNINTERRUPTIBLE;
    }
    switchTask(cpu, state, false);
  }

  private void preempt(SimulatedCpu cpu) throws IOException {
    switchTask(cpu, TaskState.RUNNING, random.percent(40));
  }

  private void switchTask(SimulatedCpu cpu, TaskState state, boolean inKernel) throws IOException {
    SyntheticTask previous = cpu.current;
    if (!cpu.isIdle()) {
      tick(cpu);
      if (state != TaskState.RUNNING) {
        setPrio(cpu, previous, SyntheticTask.DEFAULT_PRIO);
      }
    }
    SyntheticTask next = nextTask(cpu);
    out.statWait(at(cpu, 0), next);
    later(200);
    boolean involuntary = state == TaskState.RUNNING && !previous.isIdle();
    int flags = involuntary ? SchedPayload.FLAG_NEED_RESCHED : 0;
    out.schedSwitch(at(cpu, flags), state, inKernel, next);
    cpu.current = next;
    next.cpu = cpu.id;
    if (!previous.isIdle()) {
      leave(cpu, previous, state);
    }
    startSlice(cpu);
    if (involuntary && !next.isIdle() && random.onceIn(64)) {
      later(500);
      setPrio(cpu, previous, BOOSTED_PRIO);
    }
  }

  private void leave(SimulatedCpu cpu, SyntheticTask task, TaskState state) {
    if (state == TaskState.RUNNING) {
      cpu.queue.add(task);
    } else if (state.isExit()) {
      cpu.exited = task;
      alive--;
    } else {
      sleeping.add(task);
    }
  }

  /// The head of the CPU's queue, else a task pulled from another CPU, else the idle task.
  private SyntheticTask nextTask(SimulatedCpu cpu) throws IOException {
    SyntheticTask own = cpu.queue.poll();
    if (own != null) {
      return own;
    }
    SimulatedCpu other = cpus[random.below(cpus.length)];
    SyntheticTask pulled = other.isIdle() || random.onceIn(2) ? null : other.queue.poll();
    if (pulled == null) {
      return cpu.idle;
    }
    out.migrateTask(at(cpu, 0), pulled, other.id, cpu.id);
    pulled.cpu = cpu.id;
    later(200);
    return pulled;
  }

  /// The CPU wakes a sleeping task, itself or in an interrupt.
  private void wake(SimulatedCpu cpu, int flags) throws IOException {
    if (options.spuriousWakingsPercent() > 0 && random.percent(options.spuriousWakingsPercent())) {
      wakeAwake(cpu);
    }
    SyntheticTask wakee = sleeping.removeAny(random);
    out.wakeup(at(cpu, flags), SchedTracepoint.WAKING, wakee, wakee.cpu);
    later(200);
    int target = selectCpu(wakee);
    if (target != wakee.cpu) {
      out.migrateTask(at(cpu, flags), wakee, wakee.cpu, target);
      later(200);
      wakee.cpu = target;
    }
    out.wakeup(at(cpu, flags), SchedTracepoint.WAKEUP, wakee, target);
    later(200);
    enqueue(wakee);
  }

  /// A waking without effect: the wakee already runs.
  private void wakeAwake(SimulatedCpu cpu) throws IOException {
    SyntheticTask running = cpus[random.below(cpus.length)].current;
    if (!running.isIdle()) {
      out.wakeup(at(cpu, 0), SchedTracepoint.WAKING, running, running.cpu);
      later(200);
    }
  }

  /// Mostly the CPU of last time, sometimes one that is idle.
  private int selectCpu(SyntheticTask wakee) {
    if (cpus[wakee.cpu].isIdle() || !random.percent(8)) {
      return wakee.cpu;
    }
    int first = random.below(cpus.length);
    int second = random.below(cpus.length);
    return cpus[first].isIdle() || !cpus[second].isIdle() ? first : second;
  }

  private void enqueue(SyntheticTask task) {
    SimulatedCpu target = cpus[task.cpu];
    target.queue.add(task);
    if (target.isIdle()) {
      agenda.atLatest(target.id, now + 200 + random.below(2000));
    } else if (random.onceIn(8)) {
      target.reschedule = true;
      agenda.atLatest(target.id, now + 200 + random.below(3000));
    }
  }

  /// sched_stat_runtime: charges the running task for the time since the last charge.
  private void tick(SimulatedCpu cpu) throws IOException {
    out.statRuntime(at(cpu, 0), now - cpu.chargedUntilNs);
    cpu.chargedUntilNs = now;
    later(300);
  }

  private void setPrio(SimulatedCpu cpu, SyntheticTask task, int newPrio) throws IOException {
    if (out.records(SchedTracepoint.PI_SETPRIO) && task.prio != newPrio) {
      out.piSetprio(at(cpu, 0), task, task.prio, newPrio);
      task.prio = newPrio;
      later(200);
    }
  }

  private void fork(SimulatedCpu cpu) throws IOException {
    SyntheticTask child = factory.forkedFrom(cpu.current);
    child.cpu = random.below(cpus.length);
    alive++;
    out.fork(at(cpu, 0), child);
    later(3000);
    out.wakeup(at(cpu, 0), SchedTracepoint.WAKEUP_NEW, child, child.cpu);
    enqueue(child);
  }

  private void exec(SimulatedCpu cpu) throws IOException {
    cpu.current.execPending = false;
    TaskComm comm = factory.execComm(cpu.current);
    out.exec(at(cpu, 0), comm, "/usr/bin/" + comm);
    later(3000);
  }

  private void exit(SimulatedCpu cpu) throws IOException {
    out.exit(at(cpu, 0));
    later(3000);
    boolean leader = cpu.current.tid() == cpu.current.pid();
    switchTask(cpu, leader ? TaskState.ZOMBIE : TaskState.DEAD, false);
  }

  /// The last reference to an exited task is dropped in a soft interrupt.
  private void free(SimulatedCpu cpu, SyntheticTask task) throws IOException {
    out.free(at(cpu, SchedPayload.FLAG_SOFTIRQ), task);
    later(200);
    factory.freed(task);
    cpu.exited = null;
  }

  private EventContext at(SimulatedCpu cpu, int flags) {
    context.cpu = cpu.id;
    context.time = now;
    context.commonFlags = flags;
    context.current = cpu.current;
    return context;
  }

  private void later(int atMostNs) {
    now += 1 + random.below(atMostNs);
  }
}
