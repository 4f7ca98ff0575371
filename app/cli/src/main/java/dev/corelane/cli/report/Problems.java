package dev.corelane.cli.report;

import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.List;

/// What could not be read of a trace.
public final class Problems {
  private Problems() {}

  /// @param timeline a timeline
  /// @return its problems of severity warning or worse
  public static List<ImportProblem> serious(Timeline timeline) {
    return timeline.problems().stream()
        .filter(problem -> problem.severity().compareTo(Severity.WARNING) >= 0)
        .toList();
  }

  /// Prints problems, two lines each: what happened, and what to do about it. Of several files, the
  /// one that has the problem is named.
  ///
  /// @param timeline where they are from
  /// @param problems the problems
  /// @param out where to
  /// @param indent what each line begins with
  public static void print(
      Timeline timeline, List<ImportProblem> problems, PrintStream out, String indent) {
    boolean one = timeline.sources().size() < 2;
    for (ImportProblem problem : problems) {
      String times = problem.count() > 1 ? " (" + Units.count(problem.count()) + " times)" : "";
      out.println(
          indent
              + severity(problem)
              + ": "
              + (one && isOfSource(timeline, problem) ? "" : file(problem))
              + PlainText.of(problem.message())
              + times
              + place(problem));
      if (!problem.advice().isEmpty()) {
        out.println(indent + "  " + PlainText.of(problem.advice()));
      }
    }
  }

  /// @param problem a problem
  /// @return its severity as scripts see it: `info`, `warning`, `data-loss` or `error`
  static String severity(ImportProblem problem) {
    return switch (problem.severity()) {
      case INFO -> "info";
      case WARNING -> "warning";
      case DATA_LOSS -> "data-loss";
      case ERROR -> "error";
    };
  }

  /// Whether the file with the problem is one that the timeline was made of: others were left out.
  private static boolean isOfSource(Timeline timeline, ImportProblem problem) {
    return timeline.sources().stream().anyMatch(s -> s.path().equals(problem.source()));
  }

  private static String file(ImportProblem problem) {
    String path = problem.source();
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1);
    return name.isEmpty() || problem.message().contains(name) ? "" : PlainText.of(name) + ": ";
  }

  private static String place(ImportProblem problem) {
    if (problem.firstTimeNs() != ImportProblem.NO_TIME) {
      return ", first at " + Units.time(problem.firstTimeNs());
    }
    return problem.firstOffset() >= 0
        ? ", first at byte " + Units.count(problem.firstOffset())
        : "";
  }
}
