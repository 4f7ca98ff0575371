package dev.corelane.cli;

import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.cli.report.InfoReport;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import picocli.CommandLine.Command;

@Command(name = "info", description = "The recording in numbers, and what could not be read of it.")
final class InfoCommand extends TraceCommand {
  InfoCommand(Session session) {
    super(session);
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    return new InfoReport(timeline, new TraceSummaryAnalysis().run(timeline, monitor));
  }
}
