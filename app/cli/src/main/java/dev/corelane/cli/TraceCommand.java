package dev.corelane.cli;

import dev.corelane.cli.report.Report;
import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A command that opens a trace and reports on it.
abstract class TraceCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A trace, also packed by zstd; a .corelane file; or - for standard input.")
  private List<Path> files = new ArrayList<>();

  @Mixin private final OutputOptions output = new OutputOptions();

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

  /// What to know of the recording before its numbers are believed.
  List<String> warnings(Timeline timeline, ProgressMonitor monitor) {
    return List.of();
  }

  /// Refuses what makes no sense before a long import.
  void check() throws IOException {}

  final boolean json() {
    return output.json();
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
        output.print(session.terminal(), unopened, List.of());
        return ExitCode.OK;
      }
      return opened(choices, progress);
    }
  }

  private int opened(ImportOptions choices, ProgressLine progress) throws IOException {
    try (Timeline timeline = Importers.open(files, choices, progress)) {
      Report report = report(timeline, progress);
      List<String> warnings = warnings(timeline, progress);
      progress.wipe();
      output.print(session.terminal(), report, warnings);
      if (!report.tellsProblems()) {
        output.problems(session.terminal(), timeline, "");
      }
      return output.code(timeline);
    }
  }
}
