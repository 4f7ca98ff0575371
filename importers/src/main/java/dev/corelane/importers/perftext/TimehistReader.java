package dev.corelane.importers.perftext;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextProblems;
import dev.corelane.trace.diagnostics.ImportProblem;

/// `perf sched timehist`, line by line (timehist_print_sample in tools/perf/builtin-sched.c): time
/// of the switch-out, CPU, task, then wait time, sched delay and run time in milliseconds, a state
/// with `--state`, the next task with `-n`; or a wake-up (`-w`) or a migration (`-M`).
final class TimehistReader {
  private static final int PROGRESS_EVERY = 1 << 14;
  private static final String TASK_NAME = "task name";
  private static final long NONE = Long.MIN_VALUE;

  private final TraceFile file;
  private final ImportContext context;
  private final TimehistTimeline timeline;
  private int taskColumn;
  private boolean hasState;
  private int at;

  TimehistReader(TraceFile file, ImportContext context) {
    this.file = file;
    this.context = context;
    timeline = new TimehistTimeline(context);
  }

  void read(String importerId) throws TraceReadException {
    var lines = new LineReader(file.content());
    while (lines.next()) {
      if (lines.number() % PROGRESS_EVERY == 0) {
        context.monitor().checkCancelled();
        context
            .monitor()
            .progress(lines.position(), file.content().byteSize(), "reading " + file.name());
      }
      if (lines.contains(TASK_NAME)) {
        header(lines);
      } else if (!row(lines) && timeline.rows() > 0 && !isOther(lines)) {
        context
            .problems()
            .add(
                TextProblems.UNKNOWN_LINE,
                "line " + lines.number() + " is no slice: " + lines.quote(),
                file.name(),
                lines.offset());
      }
    }
    if (timeline.rows() == 0) {
      throw new TraceReadException(
          file.name() + " has the header of perf sched timehist, but no line of a slice.");
    }
    finish(importerId);
  }

  private void header(LineReader lines) {
    byte[] b = lines.bytes();
    String line = Scan.string(b, lines.start(), Math.min(lines.end(), lines.start() + 1024));
    taskColumn = line.indexOf(TASK_NAME);
    hasState = line.contains("state");
  }

  /// Lines of the header and of the summary behind the rows.
  private static boolean isOther(LineReader lines) {
    byte[] b = lines.bytes();
    int first = Scan.skipBlanks(b, lines.start(), lines.end());
    return first == lines.end()
        || b[first] == '-'
        || lines.contains("[tid/pid]")
        || !Scan.isDigit(b[first]);
  }

  private boolean row(LineReader lines) {
    byte[] b = lines.bytes();
    int end = lines.end();
    int time = Scan.skipBlanks(b, lines.start(), end);
    int dot = Scan.digitsEnd(b, time, end);
    int timeEnd = dot < end && b[dot] == '.' ? Scan.digitsEnd(b, dot + 1, end) : dot;
    long timeNs = timeEnd > dot ? Scan.seconds(b, time, dot, timeEnd) : -1;
    int open = Scan.skipBlanks(b, timeEnd, end);
    if (timeNs < 0 || open >= end || b[open] != '[') {
      return false;
    }
    int close = Scan.digitsEnd(b, open + 1, end);
    long cpu = Scan.decimal(b, open + 1, close);
    if (close >= end || b[close] != ']' || cpu < 0 || cpu > TimehistTimeline.HIGHEST_CPU) {
      return false;
    }
    at = Math.max(close + 1, Math.min(lines.start() + taskColumn, end));
    int task = task(b, end, timeNs);
    if (task < 0) {
      return false;
    }
    at = Scan.skipBlanks(b, at, end);
    if (Scan.startsWith(b, at, end, "awakened:")) {
      at += "awakened:".length();
      int woken = task(b, end, timeNs);
      if (woken >= 0) {
        timeline.wakeup(timeNs, (int) cpu, task, woken);
      }
      return woken >= 0;
    }
    if (Scan.startsWith(b, at, end, "migrated:")) {
      at += "migrated:".length();
      return migration(b, end, timeNs);
    }
    return slice(b, end, timeNs, (int) cpu, task);
  }

  /// `comm[tid]`, `comm[tid/pid]` or `<idle>`; -1 when there is none. A name may hold brackets.
  private int task(byte[] b, int end, long timeNs) {
    int start = Scan.skipBlanks(b, at, end);
    if (Scan.startsWith(b, start, end, "<idle>")) {
      at = start + "<idle>".length();
      return timeline.idle();
    }
    int word = Scan.wordEnd(b, start, end);
    if (Scan.startsWith(b, start, end, "swapper") && b[word - 1] != ']') {
      at = word;
      return timeline.idle();
    }
    for (int i = start; i < end; i++) {
      if (b[i] == '[') {
        boolean unknown = i + 1 < end && b[i + 1] == '-';
        int tidEnd = Scan.digitsEnd(b, unknown ? i + 2 : i + 1, end);
        boolean pid = tidEnd < end && b[tidEnd] == '/';
        int close = pid ? Scan.digitsEnd(b, tidEnd + 1, end) : tidEnd;
        boolean ends = close < end && b[close] == ']' && Scan.isBlankOrEnd(b, close + 1, end);
        if (ends && tidEnd > i + 1 && tidEnd - i < 11 && close - tidEnd < 11) {
          at = close + 1;
          if (unknown) {
            return timeline.unknown();
          }
          int tid = (int) Scan.number(b, i + 1, tidEnd);
          int process = pid ? (int) Scan.number(b, tidEnd + 1, close) : tid;
          return timeline.task(tid, process, b, start, i, timeNs);
        }
      }
    }
    return -1;
  }

  private boolean migration(byte[] b, int end, long timeNs) {
    int task = task(b, end, timeNs);
    at = Scan.skipBlanks(b, at, end);
    int from = at + 4;
    int arrow = Scan.find(b, at, end, new byte[] {'=', '>'});
    if (task < 0 || arrow < 0 || !Scan.startsWith(b, at, end, "cpu ")) {
      return false;
    }
    int to = Scan.skipBlanks(b, arrow + 2, end);
    timeline.migration(
        timeNs, task, (int) Scan.number(b, from, end), (int) Scan.number(b, to, end));
    return true;
  }

  private boolean slice(byte[] b, int end, long timeNs, int cpu, int task) {
    milliseconds(b, end);
    long delay = milliseconds(b, end);
    long run = milliseconds(b, end);
    if (run == NONE) {
      return false;
    }
    int word = Scan.skipBlanks(b, at, end);
    int wordEnd = Scan.wordEnd(b, word, end);
    char letter = ' ';
    if (hasState && wordEnd == word + 1) {
      letter = (char) b[word];
      at = wordEnd;
    }
    int next = -1;
    int nextAt = Scan.skipBlanks(b, at, end);
    if (Scan.startsWith(b, nextAt, end, "next:")) {
      at = nextAt + "next:".length();
      next = task(b, end, timeNs);
    }
    timeline.slice(timeNs, cpu, task, delay, run, letter, next);
    return true;
  }

  /// Milliseconds with three decimals as nanoseconds; words without a dot (a priority) are skipped.
  private long milliseconds(byte[] b, int end) {
    for (int i = 0; i < 2; i++) {
      int word = Scan.skipBlanks(b, at, end);
      int wordEnd = Scan.wordEnd(b, word, end);
      int dot = Scan.find(b, word, wordEnd, '.');
      at = wordEnd;
      if (dot > word && wordEnd - dot == 4 && dot - word < 12) {
        long whole = Scan.decimal(b, word, dot);
        long thousandths = Scan.decimal(b, dot + 1, wordEnd);
        return whole < 0 || thousandths < 0 ? NONE : (whole * 1000 + thousandths) * 1000;
      }
    }
    return NONE;
  }

  private void finish(String importerId) {
    var builder = context.builder();
    timeline.finish();
    int clock = builder.clock("perf clock", 0, 1000);
    builder.source(file.name(), importerId, timeline.rows(), file.content().byteSize(), clock);
    context
        .problems()
        .add(
            PerfTextProblems.TIMEHIST,
            "the text is perf sched timehist",
            file.name(),
            -1,
            ImportProblem.NO_TIME,
            1);
  }
}
