package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.GroundTruth.ThreadTruth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks a workload's stream event by event and adds it up a second time, from lists of spans
/// instead of running states.
final class ConsistencyChecker implements SchedEventSink {
  /// One task, with the times of its last events.
  private static final class Seen {
    final SyntheticTask task;
    @Nullable Long wokenAt;
    @Nullable Long preemptedAt;
    @Nullable Long asleepSince;
    @Nullable Long runningSince;
    boolean asleep;
    boolean running;
    boolean exited;
    boolean freed;
    long runTime;
    long runDelay;
    long wakeupDelay;
    long maxRunDelay;
    long sleep;
    long in;
    long out;
    long involuntary;
    long inKernel;
    long migrations;
    int cpu = -1;

    Seen(SyntheticTask task) {
      this.task = task;
    }
  }

  private final SchedTracepoint waking;
  private final Map<SyntheticTask, Seen> tasks = new LinkedHashMap<>();
  private final Map<Integer, SyntheticTask> alive = new HashMap<>();
  private final Map<Integer, SyntheticTask> currentByCpu = new HashMap<>();
  private final Map<Integer, Long> lastSwitch = new HashMap<>();
  private final Map<Integer, Long> busy = new HashMap<>();
  private long lastTime = -1;
  long events;

  ConsistencyChecker(WorkloadOptions options) {
    waking =
        options.recorded().contains(SchedTracepoint.WAKING)
            ? SchedTracepoint.WAKING
            : SchedTracepoint.WAKEUP;
  }

  private void event(EventContext context) {
    events++;
    assertThat(context.time()).as("time of event " + events).isGreaterThan(lastTime);
    lastTime = context.time();
    SyntheticTask known = currentByCpu.putIfAbsent(context.cpu(), context.current());
    if (known != null) {
      assertThat(context.current()).as("current task of event " + events).isSameAs(known);
    }
  }

  private Seen seen(SyntheticTask task) {
    Seen seen = tasks.get(task);
    assertThat(seen).as("%s was announced", task).isNotNull();
    return seen;
  }

  private void announce(SyntheticTask task) {
    tasks.put(task, new Seen(task));
    assertThat(alive.put(task.tid(), task)).as("tid %d is free", task.tid()).isNull();
  }

  @Override
  public void taskExists(SyntheticTask task) {
    assertThat(events).isZero();
    announce(task);
  }

  @Override
  public void taskForked(EventContext context, SyntheticTask child) {
    announce(child);
    assertThat(child.parentPid()).isEqualTo(context.current().pid());
    assertThat(child.comm()).isSameAs(context.current().comm());
  }

  @Override
  public void taskRenamed(EventContext context) {
    assertThat(context.current().isKernelThread()).isFalse();
  }

  @Override
  public void taskExited(EventContext context) {
    seen(context.current()).exited = true;
  }

  @Override
  public void schedSwitch(
      EventContext context, TaskState state, boolean preempted, SyntheticTask next) {
    event(context);
    long now = context.time();
    Long last = lastSwitch.put(context.cpu(), now);
    SyntheticTask previous = context.current();
    assertThat(next).isNotSameAs(previous);
    assertThat(preempted).isIn(false, state == TaskState.RUNNING && !previous.isIdle());
    if (!previous.isIdle()) {
      switchedOut(seen(previous), now, state, preempted);
      if (last != null) {
        busy.merge(context.cpu(), now - last, Long::sum);
      }
    }
    if (!next.isIdle()) {
      switchedIn(seen(next), now);
      seen(next).cpu = context.cpu();
    }
    currentByCpu.put(context.cpu(), next);
  }

  private static void switchedOut(Seen s, long now, TaskState state, boolean preempted) {
    s.out++;
    if (s.runningSince != null) {
      s.runTime += now - s.runningSince;
    }
    s.running = false;
    s.runningSince = null;
    s.wokenAt = null; // a waking while it ran, before its CPU's first event
    assertThat(state.isExit()).isEqualTo(s.exited);
    if (state == TaskState.RUNNING) {
      s.involuntary++;
      s.inKernel += preempted ? 1 : 0;
      s.preemptedAt = now;
    } else {
      s.asleep = true;
      s.asleepSince = now;
      boolean kernelSleep = state == TaskState.IDLE;
      assertThat(kernelSleep).isEqualTo(s.task.isKernelThread() && !state.isExit());
    }
  }

  private static void switchedIn(Seen s, long now) {
    assertThat(s.running).as("%s runs on one CPU only", s.task).isFalse();
    assertThat(s.asleep).as("%s is awake", s.task).isFalse();
    assertThat(s.exited).as("%s lives", s.task).isFalse();
    s.in++;
    Long waitingSince = s.wokenAt != null ? s.wokenAt : s.preemptedAt;
    if (waitingSince != null) {
      long delay = now - waitingSince;
      s.runDelay += delay;
      s.maxRunDelay = Math.max(s.maxRunDelay, delay);
      s.wakeupDelay += s.wokenAt != null ? delay : 0;
    }
    s.wokenAt = null;
    s.preemptedAt = null;
    s.running = true;
    s.runningSince = now;
  }

  @Override
  public void wakeup(
      EventContext context, SchedTracepoint which, SyntheticTask wakee, int targetCpu) {
    event(context);
    Seen s = seen(wakee);
    boolean wakes = which == waking || which == SchedTracepoint.WAKEUP_NEW;
    boolean spurious = currentByCpu.containsValue(wakee);
    if (!wakes || spurious) {
      return;
    }
    if (s.asleep && s.asleepSince != null) {
      s.sleep += context.time() - s.asleepSince;
    }
    s.asleep = false;
    s.wokenAt = context.time();
  }

  @Override
  public void migrateTask(EventContext context, SyntheticTask task, int fromCpu, int toCpu) {
    event(context);
    Seen s = seen(task);
    assertThat(s.running).isFalse();
    assertThat(fromCpu).isNotEqualTo(toCpu);
    if (s.cpu >= 0) {
      assertThat(fromCpu).isEqualTo(s.cpu);
    }
    s.cpu = toCpu;
    s.migrations++;
  }

  @Override
  public void statRuntime(EventContext context, long runtimeNs) {
    event(context);
    assertThat(context.current().isIdle()).isFalse();
    Long since = seen(context.current()).runningSince;
    if (since != null) {
      assertThat(runtimeNs).isBetween(0L, context.time() - since);
    }
  }

  @Override
  public void statWait(EventContext context, SyntheticTask task, long delayNs) {
    event(context);
    Seen s = seen(task);
    Long since = s.wokenAt != null ? s.wokenAt : s.preemptedAt;
    assertThat(since).isNotNull();
    assertThat(delayNs).isEqualTo(context.time() - (since == null ? 0 : since));
  }

  @Override
  public void processFork(EventContext context, SyntheticTask child) {
    event(context);
    assertThat(tasks).containsKey(child);
  }

  @Override
  public void processExec(EventContext context, String filename) {
    event(context);
    assertThat(filename).endsWith("/" + context.current().comm());
  }

  @Override
  public void processExit(EventContext context) {
    event(context);
    assertThat(seen(context.current()).exited).isFalse();
  }

  @Override
  public void processFree(EventContext context, SyntheticTask task) {
    event(context);
    Seen s = seen(task);
    assertThat(s.exited).isTrue();
    assertThat(s.freed).isFalse();
    s.freed = true;
    alive.remove(task.tid(), task);
  }

  @Override
  public void piSetprio(EventContext context, SyntheticTask task, int oldPrio, int newPrio) {
    event(context);
    assertThat(oldPrio).isEqualTo(task.prio()).isNotEqualTo(newPrio);
  }

  void compareWith(GroundTruth truth) {
    assertThat(truth.threads()).hasSameSizeAs(tasks.values());
    int i = 0;
    for (Seen s : tasks.values()) {
      ThreadTruth t = truth.threads().get(i++);
      assertThat(t.tid()).isEqualTo(s.task.tid());
      assertThat(t.runTimeNs()).as("run time of %s", s.task).isEqualTo(s.runTime);
      assertThat(t.runDelayNs()).as("run delay of %s", s.task).isEqualTo(s.runDelay);
      assertThat(t.wakeupDelayNs()).as("wakeup delay of %s", s.task).isEqualTo(s.wakeupDelay);
      assertThat(t.maxRunDelayNs()).as("longest run delay of %s", s.task).isEqualTo(s.maxRunDelay);
      assertThat(t.sleepNs()).as("sleep of %s", s.task).isEqualTo(s.sleep);
      assertThat(t.switchesIn()).isEqualTo(s.in);
      assertThat(t.switchesOut()).isEqualTo(s.out);
      assertThat(t.involuntarySwitches()).isEqualTo(s.involuntary);
      assertThat(t.preemptedInKernel()).isEqualTo(s.inKernel);
      assertThat(t.migrations()).isEqualTo(s.migrations);
      assertThat(t.exitedNs() >= 0).isEqualTo(s.exited);
    }
    for (GroundTruth.CpuTruth cpu : truth.cpus()) {
      assertThat(cpu.busyNs())
          .as("busy time of CPU %d", cpu.cpu())
          .isEqualTo(busy.getOrDefault(cpu.cpu(), 0L));
    }
    assertThat(truth.total(ThreadTruth::runTimeNs))
        .as("the CPUs' busy time")
        .isEqualTo(truth.cpus().stream().mapToLong(GroundTruth.CpuTruth::busyNs).sum());
  }
}
