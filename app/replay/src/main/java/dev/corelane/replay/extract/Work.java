package dev.corelane.replay.extract;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;

/// Which spans are the work that throughput counts: those that nothing encloses, of a thread and
/// not of an interrupt, told from begin to end. Of what samples show neither is known, and it
/// stands beside what was recorded of the same work; a span that the recording cuts is inferred as
/// well, and counts.
public final class Work {
  private Work() {}

  /// @param span a span
  /// @param recorded when scheduling was recorded
  /// @return whether it is a piece of work
  public static boolean is(Span span, TimeRange recorded) {
    return span.parent() < 0
        && span.task() >= 0
        && !span.ofInterrupt()
        && (span.provenance() != Provenance.INFERRED
            || span.startNs() <= recorded.startNs()
            || span.endNs() >= recorded.endNs());
  }
}
