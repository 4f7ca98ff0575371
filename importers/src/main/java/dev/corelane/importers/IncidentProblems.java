package dev.corelane.importers;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with the files of an incident as a whole.
final class IncidentProblems {
  static final ProblemKind NOT_A_TRACE =
      new ProblemKind(
          "incident.not-a-trace",
          Severity.INFO,
          "These files of the folder or archive are in no format that Corelane reads.");
  static final ProblemKind NOT_READ =
      new ProblemKind(
          "incident.not-read",
          Severity.ERROR,
          "Nothing of this file is on the timeline; the other files are.");
  static final ProblemKind SECOND_RECORDING =
      new ProblemKind(
          "incident.second-recording",
          Severity.WARNING,
          "Two recordings of one kernel hold the same facts, so only the better one is used; open"
              + " the other one by itself.");
  static final ProblemKind CLOCK_UNKNOWN =
      new ProblemKind(
          "incident.clock-unknown",
          Severity.ERROR,
          "The recording does not tell how its clock stands to wall-clock time, so files with"
              + " wall-clock times cannot be placed on it; record with perf record -k"
              + " CLOCK_MONOTONIC.");
  static final ProblemKind NOT_MONOTONIC =
      new ProblemKind(
          "incident.not-monotonic",
          Severity.ERROR,
          "The recording runs on another clock than CLOCK_MONOTONIC, so files with times of that"
              + " clock cannot be placed on it; record with perf record -k CLOCK_MONOTONIC or"
              + " trace-cmd record -C mono.");
  static final ProblemKind TOO_MANY_FILES =
      new ProblemKind(
          "incident.too-many-files",
          Severity.WARNING,
          "Files behind this number were not looked at; name the files that matter.");

  private IncidentProblems() {}
}
