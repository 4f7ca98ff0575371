package dev.corelane.cli;

import dev.corelane.analysis.comparison.TimelineComparison;
import dev.corelane.cli.report.CompareReport;
import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.importers.Importers;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description =
        "What differs between two recordings, how sure that is, and what it comes to. A folder of"
            + " files is one recording.")
final class CompareCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "A", description = "A trace, or a folder of an incident.")
  private Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The other one.")
  private Path second = Path.of("");

  @Mixin private final OutputOptions output = new OutputOptions();

  CompareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (ProgressLine progress = session.progress();
        Timeline a = Importers.open(List.of(first), progress);
        Timeline b = Importers.open(List.of(second), progress)) {
      var report =
          new CompareReport(
              first.toString(), second.toString(), TimelineComparison.compare(a, b, progress));
      progress.wipe();
      output.print(session.terminal(), report, List.of());
      output.problems(session.terminal(), a, "A: ");
      output.problems(session.terminal(), b, "B: ");
      return output.code(a, b);
    }
  }
}
