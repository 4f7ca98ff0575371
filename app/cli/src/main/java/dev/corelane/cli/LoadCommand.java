package dev.corelane.cli;

import dev.corelane.analysis.load.LoadAnalysis;
import dev.corelane.cli.report.LoadReport;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "load",
    description =
        "How busy the CPUs were: run queues, moves between CPUs, and CPUs that were idle while"
            + " threads waited for others.")
final class LoadCommand extends TraceCommand {
  @Mixin private final ListOptions list = new ListOptions();

  LoadCommand(Session session) {
    super(session);
  }

  @Override
  void check() {
    list.check();
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    return new LoadReport(timeline, new LoadAnalysis().run(timeline, monitor), list.limit(json()));
  }
}
