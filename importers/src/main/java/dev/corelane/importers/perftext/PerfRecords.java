package dev.corelane.importers.perftext;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextRow;
import dev.corelane.importers.kernel.text.TextSession;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;

/// The records that `perf script` prints with `--show-lost-events`, `--show-switch-events` and
/// `--show-task-events` (perf_event__fprintf in tools/perf/util/event.c).
final class PerfRecords {
  /// What the name of every record begins with.
  static final String PREFIX = "PERF_RECORD_";

  private static final byte[] LOST = {'l', 'o', 's', 't', ' '};
  private static final byte[] OTHER = {'p', 'i', 'd', '/', 't', 'i', 'd', ':'};

  private final TextSession session;
  private final ImportContext context;
  private final String source;
  private long lost;

  PerfRecords(TextSession session, ImportContext context, String source) {
    this.session = session;
    this.context = context;
    this.source = source;
  }

  /// Records lost.
  long lost() {
    return lost;
  }

  /// Whether the text behind the time is that of a record.
  static boolean is(byte[] b, TextRow row) {
    return Scan.startsWith(b, row.nameStart, row.bodyEnd, PREFIX);
  }

  /// Reads a record.
  void read(TextRow row, LineReader lines) {
    byte[] b = lines.bytes();
    int nameEnd = row.nameStart + PREFIX.length();
    while (nameEnd < row.bodyEnd && (Scan.isWord(b[nameEnd]) && b[nameEnd] < 'a')) {
      nameEnd++;
    }
    String name = Scan.string(b, row.nameStart + PREFIX.length(), nameEnd);
    int end = row.bodyEnd;
    switch (name) {
      case "LOST", "LOST_SAMPLES" -> lost(row, name, b, nameEnd, end);
      case "SWITCH", "SWITCH_CPU_WIDE" -> contextSwitch(row, name, b, nameEnd, end);
      case "COMM" -> comm(row, b, nameEnd, end);
      case "FORK", "EXIT" -> life(row, name, b, nameEnd, end);
      default -> session.count(name);
    }
  }

  private void lost(TextRow row, String name, byte[] b, int from, int end) {
    int at = Scan.find(b, from, end, LOST);
    long count = at < 0 ? 0 : Math.max(0, Scan.number(b, at + LOST.length, end));
    if (name.equals("LOST")) {
      lost = Math.min(Long.MAX_VALUE - count, lost) + count;
      context
          .problems()
          .add(
              PerfTextProblems.LOST,
              "the recorder lost records",
              source,
              -1,
              ImportProblem.NO_TIME,
              Math.max(1, count));
    }
    session.action(
        row,
        name,
        (tracker, when) -> {
          if (name.equals("LOST")) {
            tracker.lost(when.cpu, when.timeNs, count, "PERF_RECORD_LOST");
          }
        });
  }

  /// `OUT preempt next pid/tid: 1/1`, `IN prev pid/tid: 1/1`. Without the tracepoint the kernel
  /// tells of the state only whether the task was preempted.
  private void contextSwitch(TextRow row, String name, byte[] b, int from, int end) {
    int at = Scan.skipBlanks(b, from, end);
    boolean out = Scan.startsWith(b, at, end, "OUT");
    boolean preempted = Scan.startsWith(b, Scan.skipBlanks(b, at + 3, end), end, "preempt");
    int other = Scan.find(b, at, end, OTHER);
    int slash = other < 0 ? -1 : Scan.find(b, other + OTHER.length, end, '/');
    int tid = slash < 0 ? -1 : (int) Scan.number(b, slash + 1, end);
    session.action(
        row,
        name,
        (tracker, when) -> {
          if (session.switchSeen()) {
            return;
          }
          if (out) {
            switchOut(tracker, when, preempted, tid);
          } else {
            tracker.arrive(when.timeNs, when.cpu, when.tid);
          }
        });
  }

  private static void switchOut(
      SchedulingTracker tracker, TextRow when, boolean preempted, int next) {
    int prev = tracker.task(when.tid, when.timeNs);
    tracker.process(prev, when.pid);
    tracker.switchTasks(
        when.timeNs,
        when.cpu,
        prev,
        Task.PRIORITY_UNKNOWN,
        preempted ? SliceEnd.PREEMPTED : SliceEnd.SLEEPING,
        preempted ? 'R' : ' ',
        0,
        tracker.taskComing(next, when.timeNs),
        Task.PRIORITY_UNKNOWN);
  }

  /// `: name:pid/tid`, or ` exec: name:pid/tid`.
  private void comm(TextRow row, byte[] b, int from, int end) {
    int at = Scan.find(b, from, end, ':');
    int last = Scan.trimEnd(b, from, end);
    int colon = last - 1;
    while (colon > from && b[colon] != ':') {
      colon--;
    }
    int slash = Scan.find(b, colon, last, '/');
    if (at < 0 || colon <= at || slash < 0) {
      return;
    }
    int pid = (int) Scan.number(b, colon + 1, slash);
    int tid = (int) Scan.number(b, slash + 1, last);
    String name = Scan.string(b, Scan.skipBlanks(b, at + 1, colon), colon);
    place(row, "COMM", (tracker, when) -> tracker.comm(tid, pid, name, time(when)));
  }

  /// `(pid:tid):(ppid:ptid)`.
  private void life(TextRow row, String name, byte[] b, int from, int end) {
    int[] ids = new int[4];
    int at = from;
    for (int i = 0; i < ids.length; i++) {
      while (at < end && !Scan.isDigit(b[at]) && b[at] != '-') {
        at++;
      }
      if (at >= end) {
        return;
      }
      ids[i] = (int) Scan.number(b, at, end);
      at = Scan.digitsEnd(b, at + 1, end);
    }
    if (name.equals("FORK")) {
      place(row, name, (tracker, when) -> tracker.created(ids[1], ids[0], ids[3], time(when)));
    } else {
      session.aside(row, name, (tracker, when) -> tracker.exit(ids[1], when.timeNs));
    }
  }

  /// What perf makes up of the tasks that were there before has the time 0.
  private void place(TextRow row, String name, TextSession.Action action) {
    if (row.timeNs == 0) {
      session.count(name);
      action.run(session.tracker(), row);
    } else {
      session.aside(row, name, action);
    }
  }

  private static long time(TextRow when) {
    return when.timeNs == 0 ? Long.MIN_VALUE : when.timeNs;
  }
}
