package dev.corelane.importers.ftracetext;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextProblems;
import dev.corelane.importers.kernel.text.TextRow;
import dev.corelane.importers.kernel.text.TextSession;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.model.Properties;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/// One text, line by line.
final class FtraceReader {
  private static final int PROGRESS_EVERY = 1 << 14;
  private static final byte[] CPU_MARK = {'C', 'P', 'U', ':'};

  private final TraceFile file;
  private final ImportContext context;
  private final MemorySegment text;
  private final boolean page;
  private final boolean escaped;
  private final TextSession session;
  private final IrqInfo irqInfo = new IrqInfo();
  private final FtraceHeader header = new FtraceHeader(irqInfo);
  private final FtraceRow rows = new FtraceRow(irqInfo);
  private final TextRow row = new TextRow();
  private final Map<Integer, Gap> gaps = new HashMap<>();
  private boolean ticks;
  private boolean relative;
  private long lost;
  private long unknownBeforeFirst;

  /// Data of a CPU that is missing before its next event.
  private record Gap(long events, String reason) {}

  FtraceReader(
      TraceFile file, ImportContext context, MemorySegment text, boolean page, boolean escaped) {
    this.file = file;
    this.context = context;
    this.text = text;
    this.page = page;
    this.escaped = escaped;
    session = new TextSession(file.name(), context);
  }

  void read(String importerId) throws TraceReadException {
    var lines = new LineReader(text);
    HtmlLines html = HtmlLines.ofPage();
    boolean headerSeen = false;
    while (lines.next()) {
      if (lines.number() % PROGRESS_EVERY == 0) {
        context.monitor().checkCancelled();
        context.monitor().progress(lines.position(), text.byteSize(), "reading " + file.name());
      }
      if (page && !html.take(lines)) {
        continue;
      }
      if (escaped) {
        HtmlLines.unescape(lines);
      }
      byte[] b = lines.bytes();
      int first = Scan.skipBlanks(b, lines.start(), lines.end());
      if (first == lines.end()) {
        continue;
      }
      if (b[first] == '#') {
        headerSeen = true;
        comment(lines, first);
      } else if (rows.read(lines, row)) {
        take(lines);
      } else if (!other(lines, first)) {
        unknown(lines);
      }
    }
    if (session.rows() == 0 && !headerSeen) {
      throw new TraceReadException(
          file.name() + " holds no line that ftrace or trace-cmd report would print.");
    }
    if (session.rows() == 0 && header.callGraph) {
      throw new TraceReadException(
          file.name()
              + " is a call graph (function_graph), whose lines have no times; choose the nop"
              + " tracer and switch the sched events on.");
    }
    if (session.rows() == 0 && unknownBeforeFirst > 0) {
      throw new TraceReadException(
          file.name()
              + " has ftrace's header, but its lines are not in ftrace's own text; switch the"
              + " options raw, hex and bin off (echo 0 > /sys/kernel/tracing/options/raw) and read"
              + " the trace again.");
    }
    finish(importerId, lines);
  }

  /// Before the first event, and around the trace in a page, anything may stand.
  private void unknown(LineReader lines) {
    if (session.rows() == 0) {
      unknownBeforeFirst++;
    } else if (!page && !session.quoteOpen()) {
      context
          .problems()
          .add(
              TextProblems.UNKNOWN_LINE,
              "line " + lines.number() + " is no event: " + lines.quote(),
              file.name(),
              lines.offset());
    }
  }

  private void take(LineReader lines) {
    ticks |= rows.ticks;
    relative |= rows.relative;
    Gap gap = gaps.isEmpty() ? null : gaps.remove(row.cpu);
    if (gap != null) {
      session.action(row, "", (tracker, when) -> lost(tracker, when, gap.events, gap.reason));
    }
    if (row.nameEnd == row.nameStart) {
      session.action(row, "ftrace:function", (tracker, when) -> {});
    } else {
      session.event(row, lines);
    }
  }

  private static void lost(SchedulingTracker tracker, TextRow when, long events, String reason) {
    tracker.lost(when.cpu, when.timeNs, events, reason);
  }

  private void comment(LineReader lines, int first) {
    byte[] b = lines.bytes();
    if (Scan.startsWith(b, first, lines.end(), "##### CPU ")) {
      int number = first + "##### CPU ".length();
      int end = Scan.digitsEnd(b, number, lines.end());
      if (end > number && end - number < 6) {
        gaps.putIfAbsent((int) Scan.number(b, number, end), new Gap(0, "buffer started"));
      }
      return;
    }
    if (session.rows() == 0 || lines.end() - first < 120) {
      header.read(Scan.string(b, first, Math.min(lines.end(), first + 1024)));
    }
  }

  /// Lines that are no events but belong to the format.
  private boolean other(LineReader lines, int first) {
    byte[] b = lines.bytes();
    int end = lines.end();
    int cpu = Scan.find(b, first, Math.min(end, first + 64), CPU_MARK);
    if (cpu >= 0 && lost(b, cpu + CPU_MARK.length, end)) {
      return true;
    }
    return Scan.startsWith(b, first, end, "=>")
        || Scan.startsWith(b, first, end, "<stack")
        || Scan.startsWith(b, first, end, "<user stack")
        || isPreamble(lines);
  }

  /// Lines that `trace-cmd report` and atrace print before the events.
  static boolean isPreamble(LineReader lines) {
    byte[] b = lines.bytes();
    int end = lines.end();
    int first = Scan.skipBlanks(b, lines.start(), end);
    return Scan.startsWith(b, first, end, "version = ")
        || Scan.startsWith(b, first, end, "cpus=")
        || Scan.startsWith(b, first, end, "trace-cmd:")
        || Scan.startsWith(b, first, end, "CPU ")
        || Scan.startsWith(b, first, end, "CPU:")
        || Scan.startsWith(b, first, end, "TRACE:")
        || Scan.startsWith(b, first, end, "capturing trace...");
  }

  /// `CPU:3 [LOST 1234 EVENTS]`, `CPU:3 [LOST EVENTS]`, `CPU:3 [1234 EVENTS DROPPED]`.
  private boolean lost(byte[] b, int from, int end) {
    int digits = Scan.digitsEnd(b, from, end);
    int open = Scan.skipBlanks(b, digits, end);
    if (digits == from || digits - from > 5 || open >= end || b[open] != '[') {
      return false;
    }
    int close = Scan.find(b, open, end, ']');
    String text = close < 0 ? "" : Scan.string(b, open + 1, Math.min(close, open + 64));
    if (!text.contains("LOST") && !text.contains("DROPPED")) {
      return false;
    }
    String number = text.replaceAll("[^0-9]", "");
    long events = number.isEmpty() || number.length() > 15 ? 0 : Long.parseLong(number);
    int cpu = (int) Scan.number(b, from, digits);
    Gap before = gaps.get(cpu);
    gaps.put(cpu, new Gap(events + (before == null ? 0 : before.events), "lost events"));
    lost += events;
    context
        .problems()
        .add(
            FtraceTextProblems.LOST,
            "CPU " + cpu + " [" + text + "]",
            file.name(),
            -1,
            ImportProblem.NO_TIME,
            Math.max(1, events));
    return true;
  }

  private void finish(String importerId, LineReader lines) {
    long events = session.finish();
    var builder = context.builder();
    String clockName =
        ticks ? "ftrace clock, ticks" : relative ? "ftrace, from the first event" : "ftrace clock";
    int clock = builder.clock(clockName, 0, 0);
    builder.source(file.name(), importerId, events, text.byteSize(), clock);
    builder.property(Properties.LOST_EVENTS, Long.toString(lost));
    if (header.release != null) {
      builder.property(Properties.KERNEL_RELEASE, header.release);
    }
    if (header.model != null) {
      builder.property(Properties.KERNEL_PREEMPTION, header.model);
    } else if (irqInfo.lazySeen()) {
      builder.property(Properties.KERNEL_PREEMPTION, "lazy");
    }
    problem(ticks, TextProblems.CLOCK_TICKS, "times are bare numbers", 1);
    problem(relative, FtraceTextProblems.RELATIVE, "times count from the first event", 1);
    problem(
        header.overwritten > 0,
        FtraceTextProblems.OVERWRITTEN,
        "older events were overwritten",
        header.overwritten);
    problem(!session.switchSeen(), TextProblems.NO_SWITCHES, "the text holds no switches", 1);
    problem(lines.longLines() > 0, TextProblems.LONG_LINE, "lines are cut", lines.longLines());
  }

  private void problem(boolean is, ProblemKind kind, String message, long count) {
    if (is) {
      context.problems().add(kind, message, file.name(), -1, ImportProblem.NO_TIME, count);
    }
  }
}
