package dev.corelane.cli;

import dev.corelane.analysis.locks.HolderPreemptionAnalysis;
import dev.corelane.analysis.locks.PreemptionCosts;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.cli.report.PreemptionOrder;
import dev.corelane.cli.report.PreemptionsReport;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "preemptions",
    description = "Every involuntary switch: the victim, by whom, where, and what it cost.")
final class PreemptionsCommand extends ListCommand {
  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PreemptionOrder order = PreemptionOrder.COST;

  PreemptionsCommand(Session session) {
    super(session);
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    Preemptions preemptions = new PreemptionAnalysis().run(timeline, monitor);
    var costs =
        new PreemptionCosts(preemptions, new HolderPreemptionAnalysis().run(timeline, monitor));
    return new PreemptionsReport(timeline, preemptions, costs, order, limit());
  }
}
