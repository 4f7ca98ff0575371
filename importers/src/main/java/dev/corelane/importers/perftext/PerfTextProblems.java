package dev.corelane.importers.perftext;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with perf text.
final class PerfTextProblems {
  static final ProblemKind LOST =
      new ProblemKind(
          "perftext.lost",
          Severity.DATA_LOSS,
          "The kernel dropped records because perf did not read fast enough; the gaps are hatched."
              + " Record with larger buffers (perf record -m 16M) or fewer events.");
  static final ProblemKind NO_EVENT_NAME =
      new ProblemKind(
          "perftext.no-event-name",
          Severity.WARNING,
          "Lines without the event's name cannot be read; print it (perf script -F +event,trace).");
  static final ProblemKind TIMEHIST =
      new ProblemKind(
          "perftext.timehist",
          Severity.INFO,
          "perf sched timehist prints microseconds and no events: starts of slices are derived from"
              + " their run times, idle times are what no line tells of, R+ is not told from R."
              + " Open the perf.data itself for all of it.");

  private PerfTextProblems() {}
}
