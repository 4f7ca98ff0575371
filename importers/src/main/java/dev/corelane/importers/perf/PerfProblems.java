package dev.corelane.importers.perf;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with a perf.data file.
final class PerfProblems {
  static final ProblemKind TRUNCATED =
      new ProblemKind(
          "perf.truncated",
          Severity.DATA_LOSS,
          "The file ends early; everything before is imported. Let perf record end by itself, or"
              + " copy the file again.");
  static final ProblemKind BAD_RECORD =
      new ProblemKind(
          "perf.bad-record",
          Severity.ERROR,
          "Records behind the damaged one cannot be found; everything before is imported.");
  static final ProblemKind TRAILING =
      new ProblemKind(
          "perf.trailing-bytes",
          Severity.INFO,
          "Usually messages of perf that were redirected into the file; nothing is missing.");
  static final ProblemKind SHORT_SAMPLE =
      new ProblemKind(
          "perf.short-record",
          Severity.WARNING,
          "These records are shorter than their own layout and were left out.");
  static final ProblemKind BAD_TIME =
      new ProblemKind(
          "perf.impossible-time",
          Severity.WARNING,
          "These records claim a time before 0 or after the year 2100 and were left out; the file"
              + " may be damaged.");
  static final ProblemKind LOST =
      new ProblemKind(
          "perf.lost",
          Severity.DATA_LOSS,
          "The kernel dropped records because perf did not read fast enough; the gaps are hatched."
              + " Record with larger buffers (perf record -m 16M) or fewer events.");
  static final ProblemKind UNKNOWN_EVENT_ID =
      new ProblemKind(
          "perf.unknown-event-id",
          Severity.WARNING,
          "These samples belong to no event that the file describes; they are only counted.");
  static final ProblemKind NO_FORMAT =
      new ProblemKind(
          "perf.no-format",
          Severity.WARNING,
          "Tracepoints without a format text cannot be read; record with a perf that can read"
              + " /sys/kernel/tracing.");
  static final ProblemKind FORMATS_CUT =
      new ProblemKind(
          "perf.formats-cut",
          Severity.DATA_LOSS,
          "perf.data keeps the descriptions of its tracepoints behind the samples. Here they are in"
              + " the missing part, so samples of tracepoints can only be counted. perf record -o -"
              + " writes them first.");
  static final ProblemKind NO_SWITCHES =
      new ProblemKind(
          "perf.no-switches",
          Severity.WARNING,
          "There is nothing to draw on the core lanes; record with perf sched record, or add -e"
              + " sched:sched_switch -e sched:sched_waking.");
  static final ProblemKind NO_TIME =
      new ProblemKind(
          "perf.no-time",
          Severity.WARNING,
          "Samples without a time cannot be placed; record with perf record -T.");
  static final ProblemKind NO_RAW =
      new ProblemKind(
          "perf.no-raw",
          Severity.WARNING,
          "Tracepoint samples without raw data say nothing; record with perf record -R.");
  static final ProblemKind COMPRESSED =
      new ProblemKind(
          "perf.compressed-damaged",
          Severity.DATA_LOSS,
          "The zstd stream is damaged from here on; everything before is imported.");
  static final ProblemKind TRACING_DATA =
      new ProblemKind(
          "perf.tracing-data-damaged",
          Severity.ERROR,
          "Layouts behind the damage are missing, so their tracepoints cannot be read.");
  static final ProblemKind FEATURE =
      new ProblemKind(
          "perf.feature-damaged", Severity.WARNING, "What this section told is not known.");
  static final ProblemKind OUT_OF_ORDER =
      new ProblemKind(
          "perf.out-of-order",
          Severity.INFO,
          "Records came later than perf's own order allows; their time was raised to that of the"
              + " event before.");
  static final ProblemKind AUX_LOST =
      new ProblemKind(
          "perf.attributes-damaged",
          Severity.ERROR,
          "Events whose description is damaged cannot be read.");

  private PerfProblems() {}
}
