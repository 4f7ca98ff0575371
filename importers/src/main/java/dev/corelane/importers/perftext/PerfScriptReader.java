package dev.corelane.importers.perftext;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextProblems;
import dev.corelane.importers.kernel.text.TextRow;
import dev.corelane.importers.kernel.text.TextSession;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.model.Properties;
import java.lang.foreign.MemorySegment;

/// `perf script`, line by line.
final class PerfScriptReader {
  private static final int PROGRESS_EVERY = 1 << 14;

  /// Lines of which `perf script --deltatime` is recognised.
  private static final int FIRST_ROWS = 64;

  private final TraceFile file;
  private final ImportContext context;
  private final TextSession session;
  private final PerfRecords records;
  private final TextRow row = new TextRow();
  private boolean switchRecords;

  PerfScriptReader(TraceFile file, ImportContext context) {
    this.file = file;
    this.context = context;
    session = new TextSession(file.name(), context);
    records = new PerfRecords(session, context, file.name());
  }

  void read(String importerId) throws TraceReadException {
    MemorySegment text = file.content();
    refuseDeltas(text);
    var lines = new LineReader(text);
    while (lines.next()) {
      if (lines.number() % PROGRESS_EVERY == 0) {
        context.monitor().checkCancelled();
        context.monitor().progress(lines.position(), text.byteSize(), "reading " + file.name());
      }
      byte[] b = lines.bytes();
      if (lines.start() < lines.end() && b[lines.start()] == '#') {
        comment(Scan.string(b, lines.start(), Math.min(lines.end(), lines.start() + 4096)));
        continue;
      }
      if (PerfTextKind.isIgnored(lines)) {
        continue;
      }
      if (PerfScriptRow.read(lines, row)) {
        take(lines);
      } else if (session.rows() > 0 && !session.quoteOpen() && !PerfTextKind.isFrame(lines)) {
        problem(TextProblems.UNKNOWN_LINE, lines, "is no event");
      }
    }
    if (session.rows() == 0 && !switchRecords) {
      throw new TraceReadException(
          file.name()
              + " holds no event with a time; print it with perf script -F"
              + " comm,pid,tid,cpu,time,event,trace --ns.");
    }
    finish(importerId, lines);
  }

  private void take(LineReader lines) {
    byte[] b = lines.bytes();
    if (PerfRecords.is(b, row)) {
      switchRecords |= Scan.startsWith(b, row.nameStart, row.bodyEnd, "PERF_RECORD_SWITCH");
      records.read(row, lines);
      return;
    }
    if (row.nameEnd == row.nameStart) {
      problem(PerfTextProblems.NO_EVENT_NAME, lines, "names no event");
      return;
    }
    session.event(row, lines);
  }

  /// With `--deltatime` each line has the time since the line before, so the first is 0 and the
  /// times go up and down; with `--reltime` they only go up.
  private void refuseDeltas(MemorySegment text) throws TraceReadException {
    var lines = new LineReader(text.asSlice(0, Math.min(text.byteSize(), 1 << 16)));
    long last = -1;
    int rows = 0;
    int back = 0;
    while (rows < FIRST_ROWS && lines.next()) {
      if (!PerfTextKind.isIgnored(lines) && PerfScriptRow.read(lines, row)) {
        boolean record = PerfRecords.is(lines.bytes(), row);
        if (rows == 0 && row.timeNs != 0 || record) {
          return;
        }
        back += row.timeNs < last ? 1 : 0;
        last = row.timeNs;
        rows++;
      }
    }
    if (rows > 2 && back * 8 > rows) {
      throw new TraceReadException(
          file.name()
              + " was printed with perf script --deltatime, which leaves out when the events were;"
              + " print it without.");
    }
  }

  /// `# os release : 6.12.1`, printed by `perf script --header`.
  private void comment(String line) {
    int colon = line.indexOf(" : ");
    if (colon < 0) {
      return;
    }
    String value = line.substring(colon + 3).strip();
    String property =
        switch (line.substring(1, colon).strip()) {
          case "hostname" -> Properties.HOST_NAME;
          case "os release" -> Properties.KERNEL_RELEASE;
          case "perf version" -> Properties.RECORDER_VERSION;
          case "cpudesc" -> Properties.HOST_CPU;
          case "cmdline" -> Properties.RECORDER_COMMAND;
          case "arch" -> {
            session.architecture(value);
            yield Properties.HOST_ARCH;
          }
          default -> "";
        };
    if (!property.isEmpty() && !value.isEmpty()) {
      context.builder().property(property, value);
    }
  }

  private void finish(String importerId, LineReader lines) {
    long events = session.finish();
    var builder = context.builder();
    int clock = builder.clock("perf clock", 0, 0);
    builder.source(file.name(), importerId, events, file.content().byteSize(), clock);
    builder.property(Properties.LOST_EVENTS, Long.toString(records.lost()));
    if (!session.switchSeen() && !switchRecords) {
      problem(TextProblems.NO_SWITCHES, "the text holds no switches", 1);
    }
    if (lines.longLines() > 0) {
      problem(TextProblems.LONG_LINE, "lines are cut", lines.longLines());
    }
  }

  private void problem(ProblemKind kind, LineReader lines, String what) {
    lines.report(context.problems(), kind, file.name(), what);
  }

  private void problem(ProblemKind kind, String message, long count) {
    context.problems().add(kind, message, file.name(), -1, ImportProblem.NO_TIME, count);
  }
}
