package dev.corelane.importers.ftracetext;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with ftrace text.
final class FtraceTextProblems {
  static final ProblemKind LOST =
      new ProblemKind(
          "ftracetext.lost",
          Severity.DATA_LOSS,
          "The text says itself that events were lost here; the gaps are hatched. Record with a"
              + " larger buffer (buffer_size_kb, trace-cmd -b).");
  static final ProblemKind OVERWRITTEN =
      new ProblemKind(
          "ftracetext.overwritten",
          Severity.INFO,
          "The ring buffer held only the newest events; the trace starts later than the recording"
              + " did. Record with a larger buffer (buffer_size_kb) to have more.");
  static final ProblemKind DAMAGED =
      new ProblemKind(
          "ftracetext.compressed-damaged",
          Severity.DATA_LOSS,
          "The compressed trace is damaged from here on; everything before is imported.");
  static final ProblemKind RELATIVE =
      new ProblemKind(
          "ftracetext.relative-time",
          Severity.INFO,
          "The latency format counts from the first event, so the trace cannot be laid beside"
              + " others; switch it off (echo 0 > options/latency-format).");

  private FtraceTextProblems() {}
}
