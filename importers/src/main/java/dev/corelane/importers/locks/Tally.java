package dev.corelane.importers.locks;

import dev.corelane.trace.diagnostics.ProblemKind;

/// Counts one problem while events go by, and reports it once.
public final class Tally {
  private final ProblemKind kind;
  private final String message;
  private long count;
  private long firstNs;

  /// @param kind what sort of problem
  /// @param message what happened
  public Tally(ProblemKind kind, String message) {
    this.kind = kind;
    this.message = message;
  }

  /// Counts one.
  ///
  /// @param timeNs when
  public void add(long timeNs) {
    if (count++ == 0) {
      firstNs = timeNs;
    }
  }

  /// Reports what was counted, if anything.
  ///
  /// @param sink takes the problem
  public void report(FactSink sink) {
    if (count > 0) {
      sink.problem(kind, message, firstNs, count);
      count = 0;
    }
  }
}
