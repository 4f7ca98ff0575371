package dev.corelane.importers.kernel;

import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.perf.testing.EventFormats;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.RecordBuffer;
import dev.corelane.importers.perf.testing.SchedPayload;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.TaskComm;
import dev.corelane.importers.perf.testing.TaskState;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A few events told one by one to the handlers, with no file around them: the bytes of each are
/// those that a kernel would write by its own layout.
final class KernelTrace implements AutoCloseable {
  private static final int PRIORITY = 120;

  final ProblemLog problems = new ProblemLog();
  private final TimelineBuilder builder = new TimelineBuilder();
  final SchedulingTracker tracker = new SchedulingTracker(builder, problems, "test");
  private final EventFormats formats;
  private final SchedPayload payload;
  private final KernelTracepoints tracepoints;
  private final Map<String, TracepointHandler> handlers = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final RawEvent event = new RawEvent(new ByteView(MemorySegment.NULL, false));
  private @Nullable Timeline timeline;
  private int flags;

  KernelTrace() {
    this(KernelVersion.V6_12, "x86_64");
  }

  KernelTrace(KernelVersion kernel, String architecture) {
    formats = new EventFormats(kernel, Long.BYTES);
    payload = new SchedPayload(formats);
    tracepoints = new KernelTracepoints(tracker, architecture);
    event.pid = -1;
  }

  /// What happens next happens here.
  KernelTrace at(long timeNs, int cpu, int tid) {
    event.timeNs = timeNs;
    event.cpu = cpu;
    event.tid = tid;
    flags = 0;
    tracker.advance(timeNs, cpu, tid);
    return this;
  }

  /// `common_flags` of the next event.
  KernelTrace flags(int value) {
    flags = value;
    return this;
  }

  /// Process of the task that runs at the next event.
  KernelTrace pid(int value) {
    event.pid = value;
    return this;
  }

  KernelTrace name(int tid, String name) {
    names.put(tid, name);
    return this;
  }

  /// One task gives the CPU to the next.
  KernelTrace switchTo(long timeNs, int cpu, int prev, TaskState state, int next) {
    return switchTo(timeNs, cpu, prev, state, false, next);
  }

  KernelTrace switchTo(
      long timeNs, int cpu, int prev, TaskState state, boolean inKernel, int next) {
    at(timeNs, cpu, prev);
    return write(
        SchedTracepoint.SWITCH,
        out ->
            payload.schedSwitch(
                out, comm(prev), prev, PRIORITY, state, inKernel, comm(next), next, PRIORITY));
  }

  KernelTrace wake(SchedTracepoint which, int tid, int target) {
    return write(which, out -> payload.wakeup(out, which, comm(tid), tid, PRIORITY, target));
  }

  KernelTrace migrate(int tid, int from, int to) {
    return write(
        SchedTracepoint.MIGRATE_TASK,
        out -> payload.migrateTask(out, comm(tid), tid, PRIORITY, from, to));
  }

  KernelTrace fork(int parent, int child) {
    return write(
        SchedTracepoint.PROCESS_FORK,
        out -> payload.processFork(out, comm(parent), parent, comm(child), child));
  }

  KernelTrace exec(int tid, String file) {
    return write(SchedTracepoint.PROCESS_EXEC, out -> payload.processExec(out, file, tid, tid));
  }

  KernelTrace exit(int tid) {
    return write(
        SchedTracepoint.PROCESS_EXIT,
        out -> payload.processExit(out, comm(tid), tid, PRIORITY, true));
  }

  KernelTrace free(int tid) {
    return write(
        SchedTracepoint.PROCESS_FREE, out -> payload.processFree(out, comm(tid), tid, PRIORITY));
  }

  KernelTrace statRuntime(int tid, long ns) {
    return write(
        SchedTracepoint.STAT_RUNTIME, out -> payload.statRuntime(out, comm(tid), tid, ns, 0));
  }

  KernelTrace statWait(int tid, long ns) {
    return write(SchedTracepoint.STAT_WAIT, out -> payload.statWait(out, comm(tid), tid, ns));
  }

  KernelTrace setPriority(int tid, int from, int to) {
    return write(
        SchedTracepoint.PI_SETPRIO, out -> payload.piSetprio(out, comm(tid), tid, from, to));
  }

  private KernelTrace write(SchedTracepoint which, Consumer<RecordBuffer> writer) {
    var bytes = new RecordBuffer(ByteOrder.LITTLE_ENDIAN);
    payload.context(flags, 0, event.tid);
    writer.accept(bytes);
    return raw("sched", formats.get(which).text(), bytes.toByteArray());
  }

  /// An event of any layout; one that has no handler does nothing.
  KernelTrace raw(String system, String format, byte[] bytes) {
    TracepointHandler handler =
        handlers.computeIfAbsent(
            system + format,
            f -> {
              EventFormat layout = EventFormatParser.parse(system, format).orElseThrow();
              return Objects.requireNonNullElse(tracepoints.handler(layout), e -> {});
            });
    event.window(new ByteView(MemorySegment.ofArray(bytes), false), 0, bytes.length);
    handler.handle(event);
    return this;
  }

  boolean handles(String system, String format) {
    return tracepoints.handler(EventFormatParser.parse(system, format).orElseThrow()) != null;
  }

  private TaskComm comm(int tid) {
    return TaskComm.of(names.getOrDefault(tid, tid == 0 ? "swapper" : "t" + tid));
  }

  long overruns() {
    return event.overruns();
  }

  /// Ends the trace; the events are over.
  Timeline timeline() {
    if (timeline == null) {
      tracker.finish();
      timeline = builder.build(ProgressMonitor.NONE);
      TimelineWalk.walk(timeline);
    }
    return timeline;
  }

  /// `id=count` of the problems.
  List<String> problemCounts() {
    timeline();
    return problems.problems().stream().map(p -> p.id() + "=" + p.count()).sorted().toList();
  }

  List<ImportProblem> problemList() {
    return problems.problems();
  }

  /// The last life of a thread id.
  Task task(int tid) {
    return timeline().tasksOfTid(tid).getLast();
  }

  /// Each state of a task as "start-end KIND".
  List<String> states(int tid) {
    return states(task(tid));
  }

  List<String> states(Task task) {
    List<String> list = new ArrayList<>();
    TaskStates states = timeline().states(task.id());
    for (long i = 0; i < states.count(); i++) {
      ThreadState s = states.get(i);
      list.add(s.startNs() + "-" + s.endNs() + " " + s.kind());
    }
    return list;
  }

  List<ThreadState> stateList(int tid) {
    List<ThreadState> list = new ArrayList<>();
    TaskStates states = timeline().states(task(tid).id());
    for (long i = 0; i < states.count(); i++) {
      list.add(states.get(i));
    }
    return list;
  }

  List<SchedSlice> sliceList(int cpu) {
    List<SchedSlice> list = new ArrayList<>();
    for (var known : timeline().cpus()) {
      if (known.number() == cpu) {
        CpuSlices slices = timeline().slices(known.index());
        for (long i = 0; i < slices.count(); i++) {
          list.add(slices.get(i));
        }
      }
    }
    return list;
  }

  /// Each slice of a CPU as "start-end tid END", tid -1 for unknown.
  List<String> slices(int cpu) {
    return sliceList(cpu).stream()
        .map(
            s ->
                s.startNs()
                    + "-"
                    + s.endNs()
                    + " "
                    + timeline().task(s.task()).tid()
                    + " "
                    + s.end())
        .toList();
  }

  @Override
  public void close() {
    if (timeline != null) {
      timeline.close();
    }
    builder.close();
  }
}
