package dev.corelane.importers.ftrace.testing;

import dev.corelane.importers.perf.testing.EventContext;
import dev.corelane.importers.perf.testing.EventFormats;
import dev.corelane.importers.perf.testing.RecordBuffer;
import dev.corelane.importers.perf.testing.SchedEventSink;
import dev.corelane.importers.perf.testing.SchedPayload;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticTask;
import dev.corelane.importers.perf.testing.TaskState;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Records a workload's events into ring buffers, one per CPU.
public final class FtraceRecorder implements SchedEventSink {
  private final TraceDatOptions options;
  private final SchedPayload payload;
  private final RecordBuffer scratch;
  private final Predicate<SchedTracepoint> wanted;
  private final Map<Integer, RingBuffer> cpus = new TreeMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private int lossyCpu = -1;
  private long lossFrom;
  private long lossTo;
  private long lossToldAs;
  private long events;

  /// @param wanted the tracepoints that this buffer records
  public FtraceRecorder(
      TraceDatOptions options, EventFormats formats, Predicate<SchedTracepoint> wanted) {
    this.options = options;
    this.payload = new SchedPayload(formats);
    this.scratch = new RecordBuffer(order());
    this.wanted = wanted;
  }

  /// Loses the events of a CPU while the recorder's events of these numbers go by.
  ///
  /// @param toldAs how many the pages say were lost
  public FtraceRecorder losing(int cpu, long from, long to, long toldAs) {
    lossyCpu = cpu;
    lossFrom = from;
    lossTo = to;
    lossToldAs = toldAs;
    return this;
  }

  private boolean lost(int cpu) {
    events++;
    if (cpu != lossyCpu || events < lossFrom) {
      return false;
    }
    if (events < lossTo) {
      return true;
    }
    lossyCpu = -1;
    cpu(cpu).lose(lossToldAs);
    return false;
  }

  private ByteOrder order() {
    return options.order();
  }

  /// The ring buffer of a CPU.
  public RingBuffer cpu(int number) {
    return cpus.computeIfAbsent(number, n -> new RingBuffer(options));
  }

  /// The pages of each CPU.
  public Map<Integer, byte[]> pages() {
    var pages = new TreeMap<Integer, byte[]>();
    cpus.forEach((cpu, ring) -> pages.put(cpu, ring.toByteArray()));
    return pages;
  }

  /// The newest name that events gave each thread.
  public Map<Integer, String> names() {
    return names;
  }

  private RecordBuffer begin(EventContext context) {
    payload.context(context.commonFlags(), 0, context.current().tid());
    scratch.clear();
    return scratch;
  }

  private void end(SchedTracepoint tracepoint, EventContext context, SyntheticTask... told) {
    if (wanted.test(tracepoint) && !lost(context.cpu())) {
      cpu(context.cpu()).add(context.time(), scratch.toByteArray());
      for (SyntheticTask task : told) {
        names.put(task.tid(), task.comm().name());
      }
    }
  }

  @Override
  public void taskExists(SyntheticTask task) {
    // Only events tell of tasks.
  }

  @Override
  public void taskForked(EventContext context, SyntheticTask child) {
    // Only events tell of tasks.
  }

  @Override
  public void taskRenamed(EventContext context) {
    // The next event with the name tells.
  }

  @Override
  public void taskExited(EventContext context) {
    // Only events tell of tasks.
  }

  @Override
  public void schedSwitch(
      EventContext context, TaskState state, boolean preempted, SyntheticTask next) {
    SyntheticTask previous = context.current();
    payload.schedSwitch(
        begin(context),
        previous.comm(),
        previous.tid(),
        previous.prio(),
        state,
        preempted,
        next.comm(),
        next.tid(),
        next.prio());
    end(SchedTracepoint.SWITCH, context, previous, next);
  }

  @Override
  public void wakeup(
      EventContext context, SchedTracepoint which, SyntheticTask wakee, int targetCpu) {
    payload.wakeup(begin(context), which, wakee.comm(), wakee.tid(), wakee.prio(), targetCpu);
    end(which, context, wakee);
  }

  @Override
  public void migrateTask(EventContext context, SyntheticTask task, int fromCpu, int toCpu) {
    payload.migrateTask(begin(context), task.comm(), task.tid(), task.prio(), fromCpu, toCpu);
    end(SchedTracepoint.MIGRATE_TASK, context, task);
  }

  @Override
  public void statRuntime(EventContext context, long runtimeNs) {
    SyntheticTask task = context.current();
    payload.statRuntime(begin(context), task.comm(), task.tid(), runtimeNs, 0);
    end(SchedTracepoint.STAT_RUNTIME, context);
  }

  @Override
  public void statWait(EventContext context, SyntheticTask task, long delayNs) {
    payload.statWait(begin(context), task.comm(), task.tid(), delayNs);
    end(SchedTracepoint.STAT_WAIT, context);
  }

  @Override
  public void processFork(EventContext context, SyntheticTask child) {
    SyntheticTask parent = context.current();
    payload.processFork(begin(context), parent.comm(), parent.tid(), child.comm(), child.tid());
    end(SchedTracepoint.PROCESS_FORK, context, child);
  }

  @Override
  public void processExec(EventContext context, String filename) {
    int tid = context.current().tid();
    payload.processExec(begin(context), filename, tid, tid);
    end(SchedTracepoint.PROCESS_EXEC, context);
  }

  @Override
  public void processExit(EventContext context) {
    SyntheticTask task = context.current();
    payload.processExit(
        begin(context), task.comm(), task.tid(), task.prio(), task.tid() == task.pid());
    end(SchedTracepoint.PROCESS_EXIT, context);
  }

  @Override
  public void processFree(EventContext context, SyntheticTask task) {
    payload.processFree(begin(context), task.comm(), task.tid(), task.prio());
    end(SchedTracepoint.PROCESS_FREE, context);
  }

  @Override
  public void piSetprio(EventContext context, SyntheticTask task, int oldPrio, int newPrio) {
    payload.piSetprio(begin(context), task.comm(), task.tid(), oldPrio, newPrio);
    end(SchedTracepoint.PI_SETPRIO, context);
  }
}
