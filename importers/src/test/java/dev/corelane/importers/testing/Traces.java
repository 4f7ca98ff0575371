package dev.corelane.importers.testing;

import dev.corelane.importers.Importers;
import dev.corelane.importers.TraceReadException;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Opens traces as the program does.
public final class Traces {
  private Traces() {}

  /// Opens a file.
  public static Timeline open(Path file) throws TraceReadException {
    return Importers.open(List.of(file), ProgressMonitor.NONE);
  }

  /// The ids of a timeline's problems with their counts, `sched.chain-broken=2, ...`, by id.
  public static String problems(Timeline timeline) {
    return timeline.problems().stream()
        .map(p -> p.id() + "=" + p.count())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// How often a problem was met, 0 when it was not.
  public static long count(Timeline timeline, String problem) {
    return timeline.problems().stream()
        .filter(p -> p.id().equals(problem))
        .mapToLong(ImportProblem::count)
        .sum();
  }
}
