package dev.corelane.importers.chrome;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with trace-event JSON.
final class ChromeProblems {
  static final ProblemKind DAMAGED =
      new ProblemKind(
          "chrome.damaged",
          Severity.DATA_LOSS,
          "The file is damaged or ends early; everything before is on the timeline.");
  static final ProblemKind BAD_EVENT =
      new ProblemKind(
          "chrome.bad-event",
          Severity.WARNING,
          "These events were left out; an event needs ph and, unless it is metadata, ts in"
              + " microseconds.");
  static final ProblemKind UNMATCHED =
      new ProblemKind(
          "chrome.unmatched",
          Severity.WARNING,
          "Ends without a begin are left out; what has no end is drawn to the end of the trace.");
  static final ProblemKind OUT_OF_ORDER =
      new ProblemKind(
          "chrome.out-of-order",
          Severity.WARNING,
          "These spans have no length; events of one thread must be written in the order of time.");
  static final ProblemKind SYSTEM_TRACE =
      new ProblemKind(
          "chrome.system-trace",
          Severity.WARNING,
          "Only the events beside the kernel's text are on the timeline.");

  private ChromeProblems() {}
}
