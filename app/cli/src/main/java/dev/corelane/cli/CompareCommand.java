package dev.corelane.cli;

import dev.corelane.analysis.comparison.TimelineComparison;
import dev.corelane.cli.report.CompareReport;
import dev.corelane.cli.report.JsonReport;
import dev.corelane.cli.report.Problems;
import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.importers.Importers;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(names = "--json", description = "Print JSON; times are nanoseconds.")
  private boolean json;

  @Option(names = "--strict", description = "Exit with code 3 if the data has problems.")
  private boolean strict;

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
      if (json) {
        try (JsonReport out = new JsonReport(session.terminal().results())) {
          report.write(out);
        }
      } else {
        report.print(session.terminal());
        session.terminal().out().flush();
        Problems.print(Problems.serious(a), session.terminal().err(), "A: ");
        Problems.print(Problems.serious(b), session.terminal().err(), "B: ");
      }
      boolean problems = !Problems.serious(a).isEmpty() || !Problems.serious(b).isEmpty();
      return strict && problems ? ExitCode.DATA_PROBLEMS : ExitCode.OK;
    }
  }
}
