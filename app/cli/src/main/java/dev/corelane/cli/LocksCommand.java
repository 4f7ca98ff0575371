package dev.corelane.cli;

import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.cli.report.LockGrouping;
import dev.corelane.cli.report.LocksReport;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "locks",
    description = "Waits and holds of every lock, and what preempted holders cost the waiters.")
final class LocksCommand extends ListCommand {
  @Option(
      names = "--by",
      paramLabel = "KEY",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private LockGrouping grouping = LockGrouping.NAME;

  LocksCommand(Session session) {
    super(session);
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    return new LocksReport(timeline, new LocksAnalysis().run(timeline, monitor), grouping, limit());
  }
}
