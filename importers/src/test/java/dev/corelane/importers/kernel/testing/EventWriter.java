package dev.corelane.importers.kernel.testing;

import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.EventField;
import dev.corelane.importers.kernel.EventFormat;
import dev.corelane.importers.kernel.EventFormatParser;
import dev.corelane.importers.kernel.KernelTracepoints;
import dev.corelane.importers.kernel.RawEvent;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.kernel.TracepointHandler;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes tracepoint records by the layout of their format text and has the handlers read them: a
/// trace without a file. Not for more than one timeline.
public final class EventWriter implements AutoCloseable {
  private static final int COMMON = 8;

  private final TimelineBuilder builder = new TimelineBuilder();
  private final ProblemLog problems = new ProblemLog();
  private final SchedulingTracker tracker = new SchedulingTracker(builder, problems, "test");
  private final KernelTracepoints tracepoints;
  private final Map<String, Event> events = new HashMap<>();
  private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
  private final RawEvent raw = new RawEvent(new ByteView(MemorySegment.NULL, false));
  private int pid = -1;
  private int cpu;

  private record Event(
      EventFormat format, List<EventField> arguments, @Nullable TracepointHandler handler) {}

  /// @param architecture `uname -m` of the machine
  public EventWriter(String architecture) {
    tracepoints = new KernelTracepoints(tracker, architecture);
  }

  /// For x86-64.
  public EventWriter() {
    this("x86_64");
  }

  /// Describes an event; fields are C declarations in the order of their values.
  ///
  /// @param name group and name
  /// @param fields declarations such as `u32 mode`, `__data_loc char[] tranche`, `char name[16]`
  public EventWriter event(String name, String... fields) {
    return printed(name, "", fields);
  }

  /// Describes an event with a print format.
  public EventWriter printed(String name, String print, String... fields) {
    int colon = name.indexOf(':');
    String system = name.substring(0, colon);
    var text = new StringBuilder("name: " + name.substring(colon + 1) + "\nID: 7\nformat:\n");
    int offset = COMMON;
    for (String field : fields) {
      int size = size(field);
      offset = (offset + Math.min(size, 8) - 1) / Math.min(size, 8) * Math.min(size, 8);
      boolean signed = field.startsWith("int ") || field.startsWith("s32 ");
      text.append(
          "\tfield:%s;\toffset:%d;\tsize:%d;\tsigned:%d;\n"
              .formatted(field, offset, size, signed ? 1 : 0));
      offset += size;
    }
    text.append("\nprint fmt: ").append(print).append('\n');
    EventFormat format = EventFormatParser.parse(system, text.toString()).orElseThrow();
    List<EventField> arguments = new ArrayList<>(format.fields().values());
    arguments.sort(Comparator.comparingInt(EventField::offset));
    events.put(name, new Event(format, arguments, tracepoints.handler(format)));
    return this;
  }

  private static int size(String field) {
    if (field.startsWith("__data_loc")) {
      return 4;
    }
    if (field.endsWith("]")) {
      int from = field.lastIndexOf('[');
      int count = Integer.parseInt(field.substring(from + 1, field.length() - 1));
      return field.startsWith("char") ? count : 8 * count;
    }
    String type = field.substring(0, field.lastIndexOf(' '));
    return switch (type) {
      case "u8" -> 1;
      case "u16" -> 2;
      case "int", "unsigned int", "u32", "s32" -> 4;
      default -> 8;
    };
  }

  /// Whether the handlers make facts of an event.
  public boolean handled(String name) {
    return event(name).handler() != null;
  }

  /// On which CPU the following events happen; 0 at first.
  public EventWriter onCpu(int number) {
    cpu = number;
    return this;
  }

  /// To which process the threads of the following events belong; unknown at first.
  public EventWriter inProcess(int process) {
    pid = process;
    return this;
  }

  /// Writes one record.
  ///
  /// @param values one per field: numbers, strings, `long[]`
  public EventWriter at(long timeNs, int tid, String name, Object... values) {
    Event event = event(name);
    if (values.length != event.arguments().size()) {
      throw new IllegalArgumentException(name + " has " + event.arguments().size() + " fields");
    }
    bytes.clear();
    int end = COMMON;
    for (EventField field : event.arguments()) {
      end = Math.max(end, field.offset() + field.size());
    }
    for (int i = 0; i < values.length; i++) {
      end = put(event.arguments().get(i), values[i], end);
    }
    byte[] record = new byte[end];
    bytes.get(0, record);
    raw.timeNs = timeNs;
    raw.cpu = cpu;
    raw.tid = tid;
    raw.pid = pid;
    tracker.advance(timeNs, cpu, tid);
    raw.window(new ByteView(MemorySegment.ofArray(record), false), 0, end);
    if (event.handler() != null) {
      event.handler().handle(raw);
    }
    return this;
  }

  private int put(EventField field, Object value, int end) {
    int offset = field.offset();
    if (value instanceof String text) {
      byte[] utf8 = (text + "\0").getBytes(StandardCharsets.UTF_8);
      if (field.kind() == EventField.Kind.PLAIN) {
        bytes.put(offset, utf8);
        return end;
      }
      bytes.putInt(offset, end | utf8.length << 16);
      bytes.put(end, utf8);
      return end + utf8.length;
    }
    if (value instanceof long[] words) {
      for (int i = 0; i < words.length; i++) {
        bytes.putLong(offset + 8 * i, words[i]);
      }
      return end;
    }
    long number = ((Number) value).longValue();
    switch (field.size()) {
      case 1 -> bytes.put(offset, (byte) number);
      case 2 -> bytes.putShort(offset, (short) number);
      case 4 -> bytes.putInt(offset, (int) number);
      default -> bytes.putLong(offset, number);
    }
    return end;
  }

  private Event event(String name) {
    Event event = events.get(name);
    if (event == null) {
      throw new IllegalArgumentException("not described: " + name);
    }
    return event;
  }

  /// Tells the path of a program.
  public EventWriter program(String path) {
    tracepoints.program(path);
    return this;
  }

  /// Records of a CPU are lost.
  public EventWriter lost(long timeNs) {
    tracker.lost(cpu, timeNs, 1, "test");
    return this;
  }

  /// A thread dies.
  public EventWriter dies(long timeNs, int tid) {
    tracker.advance(timeNs, cpu, tid);
    int task = tracker.task(tid, timeNs);
    tracker.switchTasks(timeNs, cpu, task, 120, SliceEnd.EXITED, 'X', 0, 0, 120);
    return this;
  }

  /// The trace goes on to a time at which nothing else happens, and is over.
  public Timeline end(long timeNs) {
    tracker.advance(timeNs, -1, -1);
    tracker.finish();
    for (ImportProblem problem : problems.problems()) {
      builder.problem(problem);
    }
    return builder.build(ProgressMonitor.NONE);
  }

  @Override
  public void close() {
    builder.close();
  }
}
