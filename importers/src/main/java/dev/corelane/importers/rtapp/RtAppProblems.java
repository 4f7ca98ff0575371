package dev.corelane.importers.rtapp;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with an rt-app log.
final class RtAppProblems {
  static final ProblemKind BAD_ROW =
      new ProblemKind(
          "rtapp.bad-row",
          Severity.WARNING,
          "These rows cannot be read and were left out; all others are on the timeline.");

  private RtAppProblems() {}
}
