package dev.corelane.importers.perf.testing;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Records a workload's events as samples of a perf.data file, with the COMM, FORK, EXIT and MMAP2
/// records that the kernel adds.
final class SchedRecorder implements SchedEventSink {
  private static final long SCHEDULE_ADDRESS = 0xffffffff81234560L;

  private final PerfDataWriter writer;
  private final SchedPayload payload;
  private final Map<SchedTracepoint, Counter> counters = new EnumMap<>(SchedTracepoint.class);
  private final boolean switchRecords;
  private final Sample sample = new Sample();
  private final Sample where = new Sample();
  private boolean initFinished;

  /// An event and its counters' values by CPU: what READ shows grows by the period of every sample.
  private static final class Counter {
    final PerfEvent event;
    final long[] values;

    Counter(PerfEvent event) {
      this.event = event;
      this.values = new long[event.ids().size()];
    }
  }

  SchedRecorder(
      PerfDataWriter writer,
      EventFormats formats,
      List<PerfEvent> perfEvents,
      boolean switchRecords) {
    this.writer = writer;
    this.payload = new SchedPayload(formats);
    this.switchRecords = switchRecords;
    for (PerfEvent event : perfEvents) {
      for (SchedTracepoint tracepoint : SchedTracepoint.values()) {
        if (event.attr().config() == tracepoint.id()) {
          counters.put(tracepoint, new Counter(event));
        }
      }
    }
    sample.ip = SCHEDULE_ADDRESS;
    sample.callchain =
        new long[] {
          Sample.CONTEXT_KERNEL,
          SCHEDULE_ADDRESS,
          SCHEDULE_ADDRESS + 0x400,
          Sample.CONTEXT_USER,
          0x55d0_0000_1000L
        };
  }

  @Override
  public void taskExists(SyntheticTask task) throws IOException {
    writer.sideband().synthesizedFork(task.pid(), task.parentPid(), task.tid(), task.parentTid());
    writer.sideband().synthesizedComm(task.pid(), task.tid(), task.comm().name());
  }

  @Override
  public void taskForked(EventContext context, SyntheticTask child) throws IOException {
    writer
        .sideband()
        .fork(where(context), child.pid(), child.parentPid(), child.tid(), child.parentTid());
  }

  @Override
  public void taskRenamed(EventContext context) throws IOException {
    String name = context.current.comm().name();
    writer.sideband().comm(where(context), name, true);
    writer.sideband().mmap2(where(context), 0x55d0_0000_0000L, 0x2000, 0, "/usr/bin/" + name);
  }

  @Override
  public void taskExited(EventContext context) throws IOException {
    SyntheticTask task = context.current;
    writer
        .sideband()
        .exit(where(context), task.pid(), task.parentPid(), task.tid(), task.parentTid());
  }

  @Override
  public void schedSwitch(
      EventContext context, TaskState state, boolean preempted, SyntheticTask next)
      throws IOException {
    SyntheticTask previous = context.current;
    payload.schedSwitch(
        begin(SchedTracepoint.SWITCH, context),
        previous.comm(),
        previous.tid(),
        previous.prio(),
        state,
        preempted,
        next.comm(),
        next.tid(),
        next.prio());
    writer.endSample();
    if (switchRecords) {
      boolean involuntary = state == TaskState.RUNNING;
      writer
          .sideband()
          .contextSwitchCpuWide(where(context), true, involuntary, next.pid(), next.tid());
      where.pid = next.pid();
      where.tid = next.tid();
      writer.sideband().contextSwitchCpuWide(where, false, false, previous.pid(), previous.tid());
    }
  }

  @Override
  public void wakeup(
      EventContext context, SchedTracepoint which, SyntheticTask wakee, int targetCpu)
      throws IOException {
    payload.wakeup(
        begin(which, context), which, wakee.comm(), wakee.tid(), wakee.prio(), targetCpu);
    writer.endSample();
  }

  @Override
  public void migrateTask(EventContext context, SyntheticTask task, int fromCpu, int toCpu)
      throws IOException {
    payload.migrateTask(
        begin(SchedTracepoint.MIGRATE_TASK, context),
        task.comm(),
        task.tid(),
        task.prio(),
        fromCpu,
        toCpu);
    writer.endSample();
  }

  /// The kernel takes the run time as the sample's period.
  @Override
  public void statRuntime(EventContext context, long runtimeNs) throws IOException {
    sample.period = runtimeNs;
    SyntheticTask task = context.current;
    payload.statRuntime(
        begin(SchedTracepoint.STAT_RUNTIME, context), task.comm(), task.tid(), runtimeNs, 0);
    writer.endSample();
    sample.period = 1;
  }

  @Override
  public void statWait(EventContext context, SyntheticTask task, long delayNs) throws IOException {
    sample.period = delayNs;
    payload.statWait(begin(SchedTracepoint.STAT_WAIT, context), task.comm(), task.tid(), delayNs);
    writer.endSample();
    sample.period = 1;
  }

  @Override
  public void processFork(EventContext context, SyntheticTask child) throws IOException {
    payload.processFork(
        begin(SchedTracepoint.PROCESS_FORK, context),
        context.current.comm(),
        context.current.tid(),
        child.comm(),
        child.tid());
    writer.endSample();
  }

  @Override
  public void processExec(EventContext context, String filename) throws IOException {
    int tid = context.current.tid();
    payload.processExec(begin(SchedTracepoint.PROCESS_EXEC, context), filename, tid, tid);
    writer.endSample();
  }

  @Override
  public void processExit(EventContext context) throws IOException {
    SyntheticTask task = context.current;
    payload.processExit(
        begin(SchedTracepoint.PROCESS_EXIT, context),
        task.comm(),
        task.tid(),
        task.prio(),
        task.tid() == task.pid());
    writer.endSample();
  }

  @Override
  public void processFree(EventContext context, SyntheticTask task) throws IOException {
    payload.processFree(
        begin(SchedTracepoint.PROCESS_FREE, context), task.comm(), task.tid(), task.prio());
    writer.endSample();
  }

  @Override
  public void piSetprio(EventContext context, SyntheticTask task, int oldPrio, int newPrio)
      throws IOException {
    payload.piSetprio(
        begin(SchedTracepoint.PI_SETPRIO, context), task.comm(), task.tid(), oldPrio, newPrio);
    writer.endSample();
  }

  private RecordBuffer begin(SchedTracepoint tracepoint, EventContext context) throws IOException {
    if (!initFinished) {
      initFinished = true;
      writer.finishedInit();
    }
    SyntheticTask current = context.current;
    payload.context(context.commonFlags, 0, current.tid());
    sample.at(context.time, context.cpu, current.pid(), current.tid());
    Counter counter = counters.get(tracepoint);
    if (counter == null) {
      throw new IllegalStateException(tracepoint + " is not recorded");
    }
    counter.values[context.cpu] += sample.period;
    sample.readValue = counter.values[context.cpu];
    return writer.beginSample(counter.event, sample);
  }

  private Sample where(EventContext context) {
    SyntheticTask current = context.current;
    return where.at(context.time, context.cpu, current.pid(), current.tid());
  }
}
