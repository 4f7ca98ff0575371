package dev.corelane.importers.perftext;

import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextRow;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Which of perf's reports a text is.
enum PerfTextKind {
  /// One event a line.
  SCRIPT("perf script", ""),
  /// One slice a line.
  TIMEHIST("perf sched timehist", ""),
  /// Sums over threads.
  LATENCY("perf sched latency", Sentence.RECORD_SCHED),
  /// The letters of tasks per CPU.
  MAP("perf sched map", Sentence.RECORD_SCHED),
  /// Sums over threads.
  SUMMARY("perf sched timehist -s", Sentence.RECORD_SCHED),
  /// Sums over locks or callers.
  LOCK(
      "perf lock",
      "it holds sums and no events; record perf record -a -e"
          + " lock:contention_begin,lock:contention_end -e sched:sched_switch -e sched:sched_waking"
          + " and open the perf.data"),
  /// Sums over system calls.
  TRACE_SUMMARY("perf trace -s", Sentence.RECORD_SCHED),
  /// Records as numbers.
  DUMP("perf script -D", "open the perf.data itself, or print it without -D"),
  /// The samples of `perf data convert --to-json`, without what tracepoints say.
  JSON(
      "perf data convert --to-json",
      "it leaves out what the events say; open the perf.data itself, or print it with perf script"),
  /// Call chains by weight.
  REPORT("perf report", Sentence.RECORD_SCHED),
  /// Nothing of perf.
  OTHER("", "");

  private static final class Sentence {
    static final String RECORD_SCHED =
        "it holds sums and no events; open the perf.data it was made from, or print it with perf"
            + " script";
  }

  private static final int PROBED_LINES = 2000;
  private static final int SHORTEST_ADDRESS = 4;

  final String tool;
  final String why;

  PerfTextKind(String tool, String why) {
    this.tool = tool;
    this.why = why;
  }

  /// Whether it holds a trace.
  boolean isTrace() {
    return this == SCRIPT || this == TIMEHIST;
  }

  /// Looks at the beginning of a text.
  static PerfTextKind of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\0') >= 0) {
      return OTHER;
    }
    if (text.contains("task name") && text.contains("sch delay") && text.contains("run time")) {
      return TIMEHIST;
    }
    if (text.contains("\"linux-perf-json-version\"")) {
      return JSON;
    }
    if (Scan.looksLikeJson(text)) {
      return OTHER;
    }
    if (text.contains("... raw event: size")) {
      return DUMP;
    }
    if (isScript(head)) {
      return SCRIPT;
    }
    if (text.contains("Runtime ms") && text.contains("Task ")) {
      return LATENCY;
    }
    if (text.contains("Runtime summary") && text.contains("sched-in")) {
      return SUMMARY;
    }
    boolean waits = text.contains("total wait") && text.contains("max wait");
    if (waits && (text.contains("contended") || text.contains("acquired"))) {
      return LOCK;
    }
    if (text.contains(" secs ") && text.contains("*A0 ")) {
      return MAP;
    }
    if (text.contains("Summary of events:") && text.contains("syscall ")) {
      return TRACE_SUMMARY;
    }
    return text.contains("# Overhead") ? REPORT : OTHER;
  }

  private static boolean isScript(byte[] head) {
    var lines = new LineReader(MemorySegment.ofArray(head));
    var row = new TextRow();
    int events = 0;
    int others = 0;
    for (int i = 0; i < PROBED_LINES && lines.next(); i++) {
      if (isIgnored(lines)) {
        continue;
      }
      if (PerfScriptRow.read(lines, row) && isEvent(row)) {
        events++;
      } else if (!isFrame(lines)) {
        others++;
      }
    }
    return events > 0 && events >= others;
  }

  private static boolean isEvent(TextRow row) {
    return row.tid >= -1 && (row.nameEnd > row.nameStart || row.bodyEnd > row.bodyStart);
  }

  /// Lines that every text of perf may have: call chains, comments, blank lines, and records
  /// without a time (`--show-round-events`).
  static boolean isIgnored(LineReader lines) {
    byte[] b = lines.bytes();
    int start = lines.start();
    int end = lines.end();
    int first = Scan.skipBlanks(b, start, end);
    return first == end
        || b[start] == '\t'
        || b[start] == '#'
        || Scan.startsWith(b, start, end, "  [")
        || Scan.startsWith(b, first, end, PerfRecords.PREFIX);
  }

  /// Whether a line that is no event is of a call chain, which is known by its tab unless the text
  /// is indented: an address, a name, and a file in brackets.
  static boolean isFrame(LineReader lines) {
    byte[] b = lines.bytes();
    int start = Scan.skipBlanks(b, lines.start(), lines.end());
    int end = start;
    while (end < lines.end() && Character.digit(b[end], 16) >= 0) {
      end++;
    }
    return end - start >= SHORTEST_ADDRESS
        && end < lines.end()
        && Scan.isBlank(b[end])
        && b[Scan.trimEnd(b, end, lines.end()) - 1] == ')';
  }
}
