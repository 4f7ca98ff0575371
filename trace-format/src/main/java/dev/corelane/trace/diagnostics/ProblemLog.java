package dev.corelane.trace.diagnostics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the problems of one import: one entry per (id, source), with a count and the place of
/// the first occurrence, however many there are.
public final class ProblemLog {
  private final Map<String, ImportProblem> problems = new LinkedHashMap<>();

  /// Counts one occurrence without a time.
  ///
  /// @param kind what sort of problem
  /// @param message what happened; kept of the first occurrence
  /// @param source file name, or ""
  /// @param offset byte offset, or -1
  public void add(ProblemKind kind, String message, String source, long offset) {
    add(kind, message, source, offset, ImportProblem.NO_TIME, 1);
  }

  /// Counts occurrences.
  ///
  /// @param kind what sort of problem
  /// @param message what happened; kept of the first occurrence
  /// @param source file name, or ""
  /// @param offset byte offset, or -1
  /// @param timeNs timeline time, or [ImportProblem#NO_TIME]
  /// @param count how many occurrences, 1 or more
  public void add(
      ProblemKind kind, String message, String source, long offset, long timeNs, long count) {
    problems.merge(
        kind.id() + '\0' + source,
        new ImportProblem(
            kind.id(), kind.severity(), message, kind.advice(), count, source, offset, timeNs),
        (a, b) ->
            new ImportProblem(
                a.id(),
                a.severity(),
                a.message(),
                a.advice(),
                a.count() + b.count(),
                a.source(),
                a.firstOffset(),
                a.firstTimeNs()));
  }

  /// The problems so far, the most severe first, else in order of their first occurrence.
  ///
  /// @return an unmodifiable copy
  public List<ImportProblem> problems() {
    List<ImportProblem> list = new ArrayList<>(problems.values());
    list.sort((a, b) -> b.severity().compareTo(a.severity()));
    return List.copyOf(list);
  }
}
