package dev.corelane.importers.perf.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Stands between the workload and its sink: drops the events that are not recorded, stops at the
/// number asked for, and adds up the ground truth from exactly the events that pass.
final class TruthKeeper {
  private final SchedEventSink sink;
  private final Set<SchedTracepoint> recorded;
  private final SchedTracepoint wakingEvent;
  private final long limit;
  private final Map<SchedTracepoint, long[]> counts = new EnumMap<>(SchedTracepoint.class);
  private final List<SyntheticTask> tasks = new ArrayList<>();
  private final CpuAccounting[] cpus;
  private long total;
  private long firstNs = -1;
  private long lastNs = -1;

  private static final class CpuAccounting {
    long events;
    long switches;
    long busyNs;
    long idleNs;
    long lastSwitchNs = -1;
  }

  TruthKeeper(SchedEventSink sink, Set<SchedTracepoint> recorded, int cpus, long limit) {
    this.sink = sink;
    this.recorded = recorded;
    this.wakingEvent =
        recorded.contains(SchedTracepoint.WAKING) ? SchedTracepoint.WAKING : SchedTracepoint.WAKEUP;
    this.limit = limit;
    for (SchedTracepoint tracepoint : recorded) {
      counts.put(tracepoint, new long[1]);
    }
    this.cpus =
        IntStream.range(0, cpus).mapToObj(i -> new CpuAccounting()).toArray(CpuAccounting[]::new);
  }

  boolean isFull() {
    return total >= limit;
  }

  boolean records(SchedTracepoint tracepoint) {
    return recorded.contains(tracepoint);
  }

  void taskExists(SyntheticTask task, TaskAccounting.Activity activity) throws IOException {
    task.accounting.startsAs(activity);
    tasks.add(task);
    sink.taskExists(task);
  }

  void schedSwitch(EventContext context, TaskState state, boolean preempted, SyntheticTask next)
      throws IOException {
    if (!passes(SchedTracepoint.SWITCH, context)) {
      return;
    }
    CpuAccounting cpu = cpus[context.cpu];
    cpu.switches++;
    if (cpu.lastSwitchNs >= 0) {
      long run = context.time - cpu.lastSwitchNs;
      if (context.current.isIdle()) {
        cpu.idleNs += run;
      } else {
        cpu.busyNs += run;
      }
    }
    cpu.lastSwitchNs = context.time;
    if (!context.current.isIdle()) {
      context.current.accounting.switchedOut(context.time, state, preempted);
    }
    if (!next.isIdle()) {
      next.accounting.switchedIn(context.time);
    }
    sink.schedSwitch(context, state, preempted, next);
  }

  void wakeup(EventContext context, SchedTracepoint which, SyntheticTask wakee, int targetCpu)
      throws IOException {
    if (!passes(which, context)) {
      return;
    }
    if (which == wakingEvent || which == SchedTracepoint.WAKEUP_NEW) {
      wakee.accounting.woken(context.time);
    }
    sink.wakeup(context, which, wakee, targetCpu);
  }

  void migrateTask(EventContext context, SyntheticTask task, int from, int to) throws IOException {
    if (passes(SchedTracepoint.MIGRATE_TASK, context)) {
      task.accounting.migrations++;
      sink.migrateTask(context, task, from, to);
    }
  }

  void statRuntime(EventContext context, long runtimeNs) throws IOException {
    if (passes(SchedTracepoint.STAT_RUNTIME, context)) {
      sink.statRuntime(context, runtimeNs);
    }
  }

  void statWait(EventContext context, SyntheticTask task) throws IOException {
    TaskAccounting accounting = task.accounting;
    if (accounting.isDelayed() && passes(SchedTracepoint.STAT_WAIT, context)) {
      sink.statWait(context, task, context.time - accounting.sinceNs());
    }
  }

  void fork(EventContext context, SyntheticTask child) throws IOException {
    if (isFull()) {
      return;
    }
    tasks.add(child);
    child.accounting.forkedNs = context.time;
    sink.taskForked(context, child);
    if (passes(SchedTracepoint.PROCESS_FORK, context)) {
      sink.processFork(context, child);
    }
  }

  void exec(EventContext context, TaskComm newComm, String filename) throws IOException {
    if (isFull()) {
      return;
    }
    context.current.rename(newComm);
    sink.taskRenamed(context);
    if (passes(SchedTracepoint.PROCESS_EXEC, context)) {
      sink.processExec(context, filename);
    }
  }

  void exit(EventContext context) throws IOException {
    if (isFull()) {
      return;
    }
    context.current.accounting.exitedNs = context.time;
    if (passes(SchedTracepoint.PROCESS_EXIT, context)) {
      sink.processExit(context);
    }
    sink.taskExited(context);
  }

  void free(EventContext context, SyntheticTask task) throws IOException {
    if (passes(SchedTracepoint.PROCESS_FREE, context)) {
      sink.processFree(context, task);
    }
  }

  void piSetprio(EventContext context, SyntheticTask task, int oldPrio, int newPrio)
      throws IOException {
    if (passes(SchedTracepoint.PI_SETPRIO, context)) {
      sink.piSetprio(context, task, oldPrio, newPrio);
    }
  }

  private boolean passes(SchedTracepoint tracepoint, EventContext context) {
    long[] count = counts.get(tracepoint);
    if (count == null || isFull()) {
      return false;
    }
    count[0]++;
    total++;
    cpus[context.cpu].events++;
    if (firstNs < 0) {
      firstNs = context.time;
    }
    lastNs = context.time;
    return true;
  }

  GroundTruth truth() {
    Map<SchedTracepoint, Long> events = new EnumMap<>(SchedTracepoint.class);
    counts.forEach((tracepoint, count) -> events.put(tracepoint, count[0]));
    return new GroundTruth(
        events,
        firstNs,
        lastNs,
        tasks.stream().map(GroundTruth.ThreadTruth::of).toList(),
        IntStream.range(0, cpus.length).mapToObj(this::cpuTruth).toList());
  }

  private GroundTruth.CpuTruth cpuTruth(int cpu) {
    CpuAccounting a = cpus[cpu];
    return new GroundTruth.CpuTruth(cpu, a.events, a.switches, a.busyNs, a.idleNs);
  }
}
