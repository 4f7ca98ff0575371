package dev.corelane.cli;

import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.cli.report.InfoReport;
import dev.corelane.cli.report.PreviewReport;
import dev.corelane.cli.report.Report;
import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "info", description = "The recording in numbers, and what could not be read of it.")
final class InfoCommand extends TraceCommand {
  @Mixin private ImportChoices choices = new ImportChoices();

  @Option(
      names = "--preview",
      description = "Only look at the files: formats, times, CPUs, events by name.")
  private boolean preview;

  InfoCommand(Session session) {
    super(session);
  }

  @Override
  ImportOptions choices() {
    return choices.options();
  }

  @Override
  @Nullable Report unopened(ProgressMonitor monitor) throws IOException {
    return preview ? new PreviewReport(Importers.preview(files(), monitor)) : null;
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    return new InfoReport(timeline, new TraceSummaryAnalysis().run(timeline, monitor));
  }
}
