package dev.corelane.importers.ftrace;

import dev.corelane.importers.EventWindow;
import dev.corelane.importers.ImportContext;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.EventFormat;
import dev.corelane.importers.kernel.KernelTracepoints;
import dev.corelane.importers.kernel.RawEvent;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.kernel.TracepointHandler;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The events of a recording, from their pages to the timeline: one cursor per buffer and CPU,
/// merged by time, each event given to its handler.
final class FtraceSession {
  private static final int PROGRESS_EVERY = 1 << 14;
  private static final int TYPES = 1 << 16;
  private static final String SWITCH = "sched:sched_switch";

  private final String source;
  private final ImportContext context;
  private final @Nullable EventWindow window;
  private final Recording recording;
  private final ChunkCodec codec;
  private final SchedulingTracker tracker;
  private final KernelTracepoints tracepoints;
  private final PrintHandlers prints;
  private final TraceClock clock;
  private final FtraceLosses losses;
  private final @Nullable FtraceEvent[] events = new FtraceEvent[TYPES];
  private final RawEvent raw = new RawEvent(new ByteView(MemorySegment.NULL, false));
  private List<TraceBuffer> buffers = List.of();
  private @Nullable BufferOwners owners;
  private List<CpuCursor> cursors = List.of();
  private long totalBytes;
  private long count;

  FtraceSession(String source, ImportContext context, Recording recording, ChunkCodec codec) {
    this.source = source;
    this.context = context;
    this.window = context.window();
    this.recording = recording;
    this.codec = codec;
    this.clock = FtraceSummary.clock(recording);
    tracker = new SchedulingTracker(context.builder(), context.problems(), source);
    String machine = FtraceSummary.machine(recording.options().uname());
    tracepoints = new KernelTracepoints(tracker, machine);
    prints = new PrintHandlers(recording.tracing(), tracker, context.builder());
    losses = new FtraceLosses(context, source, tracker);
  }

  /// Reads all events.
  ///
  /// @throws IOException if the system cannot read them
  void run(String importerId) throws IOException {
    buffers = buffersOnOneClock();
    if (buffers.stream().filter(buffer -> buffer.bytes() > 0).count() > 1) {
      owners = BufferOwners.count(cursors(this::ignored), buffers.size(), context.monitor());
    }
    declareCpus();
    cursors = cursors(this::problem);
    totalBytes = buffers.stream().mapToLong(TraceBuffer::bytes).sum();
    new CpuMerge(cursors).forEach(this::accept);
    finish(importerId);
  }

  private List<TraceBuffer> buffersOnOneClock() {
    List<TraceBuffer> kept = new ArrayList<>();
    for (TraceBuffer buffer : recording.buffers()) {
      if (buffer.clock().isEmpty() || buffer.clock().equals(clock.name())) {
        kept.add(buffer);
      } else if (buffer.bytes() > 0) {
        problem(
            FtraceProblems.OTHER_CLOCK,
            buffer.displayName() + " ran on the clock " + buffer.clock() + ", not " + clock.name(),
            -1);
      }
    }
    return kept;
  }

  /// Makes the CPUs known in the order of their numbers, those without an event too; but not beyond
  /// the last one with data, for a damaged file may claim any number of CPUs.
  private void declareCpus() {
    var numbers = new TreeSet<Integer>();
    int last = -1;
    for (TraceBuffer buffer : buffers) {
      for (CpuData cpu : buffer.cpus()) {
        numbers.add(cpu.cpu());
        last = cpu.end() > cpu.start() ? Math.max(last, cpu.cpu()) : last;
      }
    }
    numbers.headSet(last, true).forEach(context.builder()::cpu);
  }

  private List<CpuCursor> cursors(CpuCursor.Problems problems) {
    var budget = new UnpackBudget();
    List<CpuCursor> list = new ArrayList<>();
    for (int b = 0; b < buffers.size(); b++) {
      TraceBuffer buffer = buffers.get(b);
      for (CpuData cpu : buffer.cpus()) {
        if (cpu.end() > cpu.start()) {
          PageSource pages = pages(buffer, cpu, budget, problems);
          list.add(new CpuCursor(cpu.cpu(), b, pages, buffer.layout(), problems));
        }
      }
    }
    return list;
  }

  private PageSource pages(
      TraceBuffer buffer, CpuData cpu, UnpackBudget budget, CpuCursor.Problems problems) {
    int pageSize = buffer.layout().pageSize();
    if (!buffer.packed()) {
      return new MappedPages(cpu.data(), cpu.start(), cpu.end(), pageSize);
    }
    return new ChunkedPages(
        cpu.data(),
        cpu.start(),
        cpu.end(),
        pageSize,
        codec,
        budget,
        (what, offset) ->
            problems.add(FtraceProblems.COMPRESSED, what + " (CPU " + cpu.cpu() + ")", offset));
  }

  private void accept(CpuCursor cursor) {
    if (++count % PROGRESS_EVERY == 0) {
      progress();
    }
    long timeNs = clock.toNs(cursor.ticks);
    if (timeNs < 0 || timeNs > CpuCursor.LATEST || cursor.size < 2) {
      problem(FtraceProblems.BAD_TIME, "an event has no possible time", cursor.fileOffset());
      return;
    }
    ByteView data = cursor.data;
    int type = data.u16(cursor.record);
    FtraceEvent event = events[type];
    if (event == null) {
      event = resolve(type, cursor.fileOffset());
    }
    event.count++;
    if (window != null && !window.takes(timeNs, cursor.cpu)) {
      return;
    }
    raw.window(data, cursor.record, cursor.size);
    raw.timeNs = timeNs;
    raw.cpu = cursor.cpu;
    raw.pid = -1;
    raw.tid = cursor.size < event.tidOffset + 4 ? -1 : data.i32(cursor.record + event.tidOffset);
    tracker.advance(timeNs, cursor.cpu, raw.tid);
    if (cursor.lost != 0) {
      losses.lost(cursor.cpu, timeNs, cursor.lost, buffers.get(cursor.buffer), carries(cursor));
    }
    if (event.handler != null && (event.buffer < 0 || event.buffer == cursor.buffer)) {
      event.handler.handle(raw);
    }
  }

  /// Whether a buffer is the one that tells of switches.
  private boolean carries(CpuCursor cursor) {
    if (owners == null) {
      return true;
    }
    for (EventFormat format : recording.tracing().formats().values()) {
      if (format.fullName().equals(SWITCH)) {
        int owner = owners.of(format.id());
        return owner < 0 || owner == cursor.buffer;
      }
    }
    return true;
  }

  private FtraceEvent resolve(int type, long offset) {
    EventFormat format = recording.tracing().formats().get(type);
    TracepointHandler handler = null;
    if (format == null) {
      problem(FtraceProblems.NO_FORMAT, "there is no format text for event id " + type, offset);
    } else {
      handler = format.system().equals("ftrace") ? prints.handler(format) : null;
      handler = handler == null ? tracepoints.handler(format) : handler;
    }
    var event = new FtraceEvent(type, format, handler, owners == null ? -1 : owners.of(type));
    events[type] = event;
    return event;
  }

  private void progress() {
    context.monitor().checkCancelled();
    long done = 0;
    for (CpuCursor cursor : cursors) {
      done += cursor.bytesRead();
    }
    context.monitor().progress(done, totalBytes, "reading " + source);
  }

  private void finish(String importerId) {
    recording.tracing().savedCommandLines().lines().forEach(this::savedName);
    tracker.finish();
    tracker.shortRecords(raw.overruns());
    for (TraceBuffer buffer : buffers) {
      losses.dropped(buffer, recording.options().statistics.lost(buffer.name()));
    }
    if (owners != null && owners.shared()) {
      problem(FtraceProblems.SAME_EVENTS, "several buffers hold the same kind of event", -1);
    }
    new FtraceSummary(context, source, recording, clock)
        .write(importerId, count, events, losses.total(), tracker);
  }

  /// One line of `saved_cmdlines`: the thread id and its name.
  private void savedName(String line) {
    int space = line.indexOf(' ');
    if (space > 0 && space < line.length() - 1 && !line.endsWith(" <...>")) {
      try {
        tracker.savedName(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
      } catch (NumberFormatException e) {
        // A line that names no thread tells nothing.
      }
    }
  }

  private void ignored(ProblemKind kind, String message, long offset) {
    // Pages are read a second time, and what is wrong with them is told then.
  }

  private void problem(ProblemKind kind, String message, long offset) {
    context.problems().add(kind, message, source, offset, ImportProblem.NO_TIME, 1);
  }
}
