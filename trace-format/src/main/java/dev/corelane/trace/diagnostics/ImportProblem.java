package dev.corelane.trace.diagnostics;

/// One kind of problem that an import met, counted.
///
/// @param id stable id for scripts ("perf.truncated", "sched.chain-broken", ...)
/// @param severity how much it matters
/// @param message what happened, one sentence
/// @param advice what the user can do about it, one sentence, or ""
/// @param count how often
/// @param source file it was met in, or ""
/// @param firstOffset byte offset of the first occurrence in the source, -1 when it has none
/// @param firstTimeNs timeline time of the first occurrence, [#NO_TIME] when it has none
public record ImportProblem(
    String id,
    Severity severity,
    String message,
    String advice,
    long count,
    String source,
    long firstOffset,
    long firstTimeNs) {
  /// The problem has no time.
  public static final long NO_TIME = Long.MIN_VALUE;
}
