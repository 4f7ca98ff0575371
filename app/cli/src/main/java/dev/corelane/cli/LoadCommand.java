package dev.corelane.cli;

import dev.corelane.analysis.load.LoadAnalysis;
import dev.corelane.cli.report.LoadReport;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import picocli.CommandLine.Command;

@Command(
    name = "load",
    description =
        "How busy the CPUs were: run queues, moves between CPUs, and CPUs that were idle while"
            + " threads waited for others.")
final class LoadCommand extends ListCommand {
  LoadCommand(Session session) {
    super(session);
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    return new LoadReport(timeline, new LoadAnalysis().run(timeline, monitor), limit());
  }
}
