package dev.corelane.importers.ftrace;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with a recording of ftrace.
final class FtraceProblems {
  static final ProblemKind TRUNCATED =
      new ProblemKind(
          "ftrace.truncated",
          Severity.DATA_LOSS,
          "The file ends early; everything before is imported. Let trace-cmd end by itself, or copy"
              + " the file again.");
  static final ProblemKind BAD_PAGE =
      new ProblemKind(
          "ftrace.bad-page",
          Severity.DATA_LOSS,
          "The rest of each such ring-buffer page was left out and is hatched; the file may be"
              + " damaged.");
  static final ProblemKind BAD_TIME =
      new ProblemKind(
          "ftrace.impossible-time",
          Severity.WARNING,
          "These events claim a time that no clock reaches and were left out with the rest of their"
              + " page; the file may be damaged.");
  static final ProblemKind OUT_OF_ORDER =
      new ProblemKind(
          "ftrace.out-of-order",
          Severity.INFO,
          "A CPU's events go back in time; their time was raised to that of the event before.");
  static final ProblemKind LOST =
      new ProblemKind(
          "ftrace.lost",
          Severity.DATA_LOSS,
          "The kernel overwrote events that nobody had read yet; the gaps are hatched. Record with"
              + " a larger buffer (trace-cmd record -b 20000) or fewer events.");
  static final ProblemKind DROPPED =
      new ProblemKind(
          "ftrace.dropped",
          Severity.DATA_LOSS,
          "The recorder's own counts tell of more lost events than the pages do, so where they are"
              + " missing is not known. Record with a larger buffer (trace-cmd record -b 20000).");
  static final ProblemKind NO_FORMAT =
      new ProblemKind(
          "ftrace.no-format",
          Severity.WARNING,
          "Events without a format text cannot be read and are only counted; keep the format files"
              + " (tracefs events/*/*/format) with raw pages.");
  static final ProblemKind NO_SWITCHES =
      new ProblemKind(
          "ftrace.no-switches",
          Severity.WARNING,
          "There is nothing to draw on the core lanes; record with trace-cmd record -e sched.");
  static final ProblemKind DESCRIPTION =
      new ProblemKind(
          "ftrace.description-damaged",
          Severity.ERROR,
          "Layouts and names behind the damage are missing, so their events cannot be read.");
  static final ProblemKind OPTION =
      new ProblemKind(
          "ftrace.option-damaged", Severity.WARNING, "What this option told is not known.");
  static final ProblemKind CPU_DATA =
      new ProblemKind(
          "ftrace.cpu-data-damaged",
          Severity.DATA_LOSS,
          "The events of this CPU cannot be found; the other CPUs are imported.");
  static final ProblemKind COMPRESSED =
      new ProblemKind(
          "ftrace.compressed-damaged",
          Severity.DATA_LOSS,
          "What was packed here cannot be unpacked; everything else is imported.");
  static final ProblemKind OTHER_CLOCK =
      new ProblemKind(
          "ftrace.other-clock",
          Severity.WARNING,
          "Events of a buffer that ran on another clock have no place on this timeline and were"
              + " left out; record all buffers with the same clock (trace-cmd record -C mono).");
  static final ProblemKind SAME_EVENTS =
      new ProblemKind(
          "ftrace.recorded-twice",
          Severity.INFO,
          "An event that several buffers hold is taken from the buffer that holds the most of it;"
              + " in the others it is only counted.");
  static final ProblemKind NO_TIME_CLOCK =
      new ProblemKind(
          "ftrace.clock-is-no-time",
          Severity.WARNING,
          "One tick of this clock is shown as one nanosecond, so durations are not real; record"
              + " with trace-cmd record -C mono.");
  static final ProblemKind GUEST_TIMES =
      new ProblemKind(
          "ftrace.guest-times",
          Severity.INFO,
          "This is the trace of a guest; its times are those of the guest and were not moved to the"
              + " host's clock.");
  static final ProblemKind TEXT_BUFFER =
      new ProblemKind(
          "ftrace.text-buffer",
          Severity.WARNING,
          "A buffer that was saved as text (latency tracers) was left out.");

  private FtraceProblems() {}
}
