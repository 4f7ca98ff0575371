package dev.corelane.cli;

import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.cli.report.Report;
import dev.corelane.cli.report.ThreadOrder;
import dev.corelane.cli.report.ThreadsReport;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "threads", description = "Run time, run delay, sleep and switches of every thread.")
final class ThreadsCommand extends ListCommand {
  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ThreadOrder order = ThreadOrder.RUN_DELAY;

  ThreadsCommand(Session session) {
    super(session);
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    return new ThreadsReport(
        timeline, new ThreadTimesAnalysis().run(timeline, monitor), order, limit());
  }
}
