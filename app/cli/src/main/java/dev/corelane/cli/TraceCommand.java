package dev.corelane.cli;

import dev.corelane.cli.report.JsonReport;
import dev.corelane.cli.report.Problems;
import dev.corelane.cli.report.Report;
import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that opens a trace and reports on it.
abstract class TraceCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A trace, also packed by zstd; a .corelane file; or - for standard input.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON; times are nanoseconds.")
  private boolean json;

  @Option(names = "--strict", description = "Exit with code 3 if the data has problems.")
  private boolean strict;

  TraceCommand(Session session) {
    this.session = session;
  }

  /// What was asked for, from an open timeline.
  abstract Report report(Timeline timeline, ProgressMonitor monitor) throws IOException;

  /// What of the files is wanted.
  ImportOptions choices() {
    return ImportOptions.ALL;
  }

  /// What is reported without opening the files, null if they must be opened.
  @Nullable Report unopened(ProgressMonitor monitor) throws IOException {
    return null;
  }

  /// Refuses what makes no sense before a long import.
  void check() throws IOException {}

  final boolean json() {
    return json;
  }

  final List<Path> files() {
    return files;
  }

  @Override
  public final Integer call() throws IOException {
    check();
    ImportOptions choices = choices();
    try (ProgressLine progress = session.progress()) {
      Report unopened = unopened(progress);
      if (unopened != null) {
        progress.wipe();
        print(unopened);
        return ExitCode.OK;
      }
      return opened(choices, progress);
    }
  }

  private int opened(ImportOptions choices, ProgressLine progress) throws IOException {
    try (Timeline timeline = Importers.open(files, choices, progress)) {
      Report report = report(timeline, progress);
      progress.wipe();
      print(report);
      List<ImportProblem> problems = Problems.serious(timeline);
      if (!json && !report.tellsProblems()) {
        Problems.print(problems, session.terminal().err(), "");
      }
      return strict && !problems.isEmpty() ? ExitCode.DATA_PROBLEMS : ExitCode.OK;
    }
  }

  private void print(Report report) {
    if (json) {
      try (JsonReport out = new JsonReport(session.terminal().results())) {
        report.write(out);
      }
    } else {
      report.print(session.terminal());
      session.terminal().out().flush();
    }
  }
}
