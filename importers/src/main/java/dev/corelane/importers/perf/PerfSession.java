package dev.corelane.importers.perf;

import dev.corelane.importers.EventWindow;
import dev.corelane.importers.ImportContext;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.EventFormat;
import dev.corelane.importers.kernel.KernelTracepoints;
import dev.corelane.importers.kernel.RawEvent;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.kernel.TracingData;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records of one perf.data file, from their place in the file to the timeline: walks the
/// regions, orders by time, and gives each record to its reader.
final class PerfSession {
  private static final int HEADER = 8;

  /// A place in the input as one number: offset (1 TiB), number of the event, part of the input.
  private static final int EVENT_SHIFT = 40;

  private static final int PART_SHIFT = 52;

  /// As many parts as a place can tell apart; `perf record --threads` makes one per CPU at most.
  static final int MOST_PARTS = 1 << Long.SIZE - PART_SHIFT;

  private static final long OFFSET_MASK = (1L << EVENT_SHIFT) - 1;
  private static final int EVENT_MASK = (1 << PART_SHIFT - EVENT_SHIFT) - 1;

  /// Latest time that a record may have: the year 2116 on CLOCK_REALTIME, so anything later is
  /// damage. It keeps every sum and difference of times within 64 bits.
  private static final long LATEST = 1L << 62;

  private static final int PROGRESS_EVERY = 1 << 14;
  private static final int UNIT_NAME = 2;

  private final String source;
  private final ImportContext context;
  private final @Nullable EventWindow window;
  private final PerfEvents events;
  private final PerfFeatures features;
  private final SchedulingTracker tracker;
  private final KernelRecords kernelRecords;
  private final RawEvent raw;
  private final Map<Integer, EventFormat> formats = new HashMap<>();
  private boolean formatsCut;
  private final long[] recordCounts = new long[RecordType.HIGHEST + 1];
  private List<RecordRegion> regions = List.of();
  private @Nullable KernelTracepoints tracepoints;
  private long samples;
  private long lastTime = Long.MIN_VALUE;

  PerfSession(String source, ImportContext context, PerfEvents events, PerfFeatures features) {
    this.source = source;
    this.context = context;
    this.window = context.window();
    this.events = events;
    this.features = features;
    tracker = new SchedulingTracker(context.builder(), context.problems(), source);
    kernelRecords = new KernelRecords(tracker, context.problems(), source);
    raw = new RawEvent(new ByteView(java.lang.foreign.MemorySegment.NULL, false));
  }

  /// Reads a feature section, wherever it stands.
  void feature(int bit, ByteView data, long at, long end) {
    try {
      switch (bit) {
        case PerfFeatures.TRACING_DATA -> tracingData(data, at, end);
        case PerfFeatures.EVENT_DESC -> EventDescription.read(data, at, end, events);
        default -> features.read(bit, data, at, end);
      }
    } catch (IndexOutOfBoundsException e) {
      problem(PerfProblems.FEATURE, "feature " + bit + " ends early", at);
    }
  }

  /// The file ends with its records: the features, among them the formats of tracepoints, are gone.
  void behindTheRecordsIsNothing() {
    formatsCut = true;
  }

  private void tracingData(ByteView data, long at, long end) {
    TracingData tracing = TracingData.read(data, at, end);
    formats.putAll(tracing.formats());
    if (!tracing.damage().isEmpty()) {
      problem(PerfProblems.TRACING_DATA, tracing.damage(), at);
    }
  }

  void run(List<RecordRegion> allRegions, boolean pipe) {
    regions = allRegions;
    var queue = new ReorderQueue(this::dispatch, allRegions.size() == 1);
    long total = 0;
    for (RecordRegion region : regions) {
      total += region.end() - region.start();
    }
    long before = 0;
    for (int part = 0; part < regions.size(); part++) {
      walk(part, queue, pipe, before, total);
      before += regions.get(part).end() - regions.get(part).start();
    }
    queue.finish();
  }

  private void walk(int part, ReorderQueue queue, boolean pipe, long before, long total) {
    RecordRegion region = regions.get(part);
    ByteView data = region.data();
    long at = region.start();
    long end = region.end();
    long tag = (long) part << PART_SHIFT;
    int sinceProgress = 0;
    while (at < end) {
      if (++sinceProgress == PROGRESS_EVERY) {
        sinceProgress = 0;
        context.monitor().checkCancelled();
        context.monitor().progress(before + at - region.start(), total, "reading " + source);
      }
      if (at + HEADER > end) {
        problem(PerfProblems.TRUNCATED, "the file ends within a record header", at);
        return;
      }
      int type = data.i32(at);
      if (type < 0 || type > RecordType.HIGHEST) {
        endOfRecords(pipe, at, end, "a record has the impossible type " + type);
        return;
      }
      long length = RecordLength.of(data, at, end);
      if (length == 0) {
        endOfRecords(pipe, at, end, "a record is " + data.u16(at + 6) + " bytes long");
        return;
      }
      if (length < 0) {
        problem(PerfProblems.TRUNCATED, "the file ends within a record", at);
        return;
      }
      recordCounts[type]++;
      take(type, data, at, length, tag, queue);
      at += length;
    }
  }

  private void take(int type, ByteView data, long at, long length, long tag, ReorderQueue queue) {
    switch (type) {
      case RecordType.SAMPLE -> sample(data, at, tag, queue);
      case RecordType.COMM,
          RecordType.FORK,
          RecordType.EXIT,
          RecordType.LOST,
          RecordType.LOST_SAMPLES,
          RecordType.SWITCH,
          RecordType.SWITCH_CPU_WIDE -> {
        PerfEvent first = events.first();
        long time =
            first == null ? 0 : kernelRecords.time(first.layout, data, at, data.u16(at + 6));
        if (time > LATEST) {
          problem(PerfProblems.BAD_TIME, RecordType.name(type) + " has no possible time", at);
        } else if (time <= 0) {
          kernelRecord(type, data, at, 0);
        } else {
          queue.add(time, tag | at);
        }
      }
      case RecordType.FINISHED_ROUND -> {
        if (regions.size() == 1) {
          queue.finishedRound();
        }
      }
      case RecordType.HEADER_ATTR -> headerAttr(data, at);
      case RecordType.HEADER_TRACING_DATA -> {
        int size = data.u16(at + 6);
        tracingData(data, at + size, at + length);
      }
      case RecordType.EVENT_UPDATE -> eventUpdate(data, at);
      case RecordType.HEADER_FEATURE -> {
        int size = data.u16(at + 6);
        if (size >= HEADER + 8) {
          long bit = data.i64(at + HEADER);
          feature(Math.clamp(bit, 0, 255), data, at + HEADER + 8, at + size);
        }
      }
      default -> {
        // Records of other kinds are only counted.
      }
    }
  }

  private void sample(ByteView data, long at, long tag, ReorderQueue queue) {
    samples++;
    PerfEvent event = eventOf(data, at);
    if (event == null) {
      problem(PerfProblems.UNKNOWN_EVENT_ID, "a sample names an event that is not described", at);
      return;
    }
    event.samples++;
    SampleLayout layout = event.layout;
    if (HEADER + layout.fixedSize > data.u16(at + 6)) {
      problem(PerfProblems.SHORT_SAMPLE, "a sample of " + event.name + " is too short", at);
      return;
    }
    if (layout.time < 0) {
      problem(PerfProblems.NO_TIME, "samples of " + event.name + " have no time", at);
      return;
    }
    long time = data.i64(at + HEADER + layout.time);
    if (time < 0 || time > LATEST) {
      problem(PerfProblems.BAD_TIME, "a sample of " + event.name + " has no possible time", at);
      return;
    }
    long number = Math.min(event.number, EVENT_MASK - 1);
    queue.add(time, tag | number + 1 << EVENT_SHIFT | at);
  }

  private @Nullable PerfEvent eventOf(ByteView data, long at) {
    PerfEvent first = events.first();
    if (first == null) {
      return null;
    }
    if (first.layout.id < 0 || HEADER + first.layout.id + 8 > data.u16(at + 6)) {
      return first;
    }
    return events.ofId(data.i64(at + HEADER + first.layout.id));
  }

  /// A record in the order of time.
  private void dispatch(long recordTime, long position) {
    ByteView data = regions.get((int) (position >>> PART_SHIFT)).data();
    long at = position & OFFSET_MASK;
    long time = recordTime;
    if (time < lastTime) {
      context
          .problems()
          .add(PerfProblems.OUT_OF_ORDER, "records out of order", source, at, time, 1);
      time = lastTime;
    }
    lastTime = time;
    int number = (int) (position >>> EVENT_SHIFT) & EVENT_MASK;
    if (number == 0) {
      int type = data.i32(at);
      if (window == null || isAboutTask(type) || window.takes(time, -1)) {
        kernelRecord(type, data, at, time);
      }
      return;
    }
    PerfEvent event = number < EVENT_MASK ? events.get(number - 1) : eventOf(data, at);
    if (event == null) {
      return;
    }
    SampleLayout layout = event.layout;
    long body = at + HEADER;
    raw.timeNs = time;
    raw.cpu = layout.cpu < 0 ? -1 : data.i32(body + layout.cpu);
    raw.pid = layout.tid < 0 ? -1 : data.i32(body + layout.tid);
    raw.tid = layout.tid < 0 ? -1 : data.i32(body + layout.tid + 4);
    if (!event.resolved) {
      resolve(event, at);
    }
    if (window != null && !window.takes(time, raw.cpu)) {
      return;
    }
    tracker.advance(time, raw.cpu, raw.tid);
    if (event.handler == null) {
      return;
    }
    long end = at + data.u16(at + 6);
    long rawAt = layout.raw(data, body, end);
    if (rawAt < 0) {
      problem(PerfProblems.NO_RAW, "samples of " + event.name + " carry no raw data", at);
      return;
    }
    long size = data.u32(rawAt);
    if (size > end - rawAt - 4) {
      problem(PerfProblems.SHORT_SAMPLE, "the raw data of " + event.name + " is cut", at);
      size = end - rawAt - 4;
    }
    raw.window(data, rawAt + 4, (int) size);
    event.handler.handle(raw);
  }

  /// Births, deaths and names of tasks outside the window hold within it, too.
  private static boolean isAboutTask(int type) {
    return type == RecordType.COMM || type == RecordType.FORK || type == RecordType.EXIT;
  }

  private void resolve(PerfEvent event, long at) {
    event.resolved = true;
    if (event.attr.type() != PerfAttr.TRACEPOINT) {
      return;
    }
    EventFormat format = formats.get((int) event.attr.config());
    if (format == null) {
      boolean gone = formatsCut && formats.isEmpty();
      problem(
          gone ? PerfProblems.FORMATS_CUT : PerfProblems.NO_FORMAT,
          "there is no format text for " + event.name,
          at);
      return;
    }
    event.name = format.fullName();
    if (tracepoints == null) {
      tracepoints = new KernelTracepoints(tracker, features.architecture());
    }
    event.handler = tracepoints.handler(format);
  }

  private void kernelRecord(int type, ByteView data, long at, long time) {
    PerfEvent first = events.first();
    SampleLayout layout = first == null ? null : first.layout;
    boolean read =
        kernelRecords.read(type, data, at, data.u16(at + 6), time, layout, !hasSwitchTracepoint());
    if (!read) {
      problem(PerfProblems.SHORT_SAMPLE, RecordType.name(type) + " is too short", at);
    }
  }

  private boolean hasSwitchTracepoint() {
    for (PerfEvent event : events.all()) {
      if (event.attr.type() == PerfAttr.TRACEPOINT) {
        EventFormat format = formats.get((int) event.attr.config());
        if (format != null && format.fullName().equals("sched:sched_switch")) {
          return true;
        }
      }
    }
    return false;
  }

  private void headerAttr(ByteView data, long at) {
    int size = data.u16(at + 6);
    if (size < HEADER + PerfAttr.SMALLEST) {
      problem(PerfProblems.AUX_LOST, "a HEADER_ATTR record is too short", at);
      return;
    }
    int declared = data.i32(at + HEADER + 4);
    int attrSize =
        declared >= PerfAttr.SMALLEST && declared <= size - HEADER ? declared : PerfAttr.SMALLEST;
    PerfEvent event = events.add(PerfAttr.read(data, at + HEADER, attrSize));
    for (long id = at + HEADER + attrSize; id + 8 <= at + size; id += 8) {
      events.id(data.i64(id), event);
    }
  }

  private void eventUpdate(ByteView data, long at) {
    int size = data.u16(at + 6);
    if (size > HEADER + 16 && data.i64(at + HEADER) == UNIT_NAME) {
      PerfEvent event = events.ofId(data.i64(at + HEADER + 8));
      if (event != null) {
        event.name = data.string(at + HEADER + 16, size - HEADER - 16);
      }
    }
  }

  private void endOfRecords(boolean pipe, long at, long end, String found) {
    if (pipe && isText(at, end)) {
      problem(PerfProblems.TRAILING, (end - at) + " bytes of text follow the last record", at);
    } else {
      problem(PerfProblems.BAD_RECORD, found, at);
    }
  }

  private boolean isText(long at, long end) {
    ByteView data = regions.getFirst().data();
    for (long i = at; i < Math.min(end, at + 16); i++) {
      int b = data.u8(i);
      if (b > 126 || b < 32 && b != '\n' && b != '\r' && b != '\t' && b != 27) {
        return false;
      }
    }
    return true;
  }

  void finish(String importerId, long bytes) {
    tracker.finish();
    tracker.shortRecords(raw.overruns());
    kernelRecords.finish(tracker);
    new PerfSummary(context, events, features, source)
        .write(importerId, bytes, samples, recordCounts, tracker, kernelRecords);
  }

  private void problem(ProblemKind kind, String message, long offset) {
    context.problems().add(kind, message, source, offset, ImportProblem.NO_TIME, 1);
  }
}
