package dev.corelane.cli;

import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.cli.report.PreemptionOrder;
import dev.corelane.cli.report.PreemptionsReport;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "preemptions",
    description = "Every involuntary switch: the victim, by whom, where, and what it cost.")
final class PreemptionsCommand extends TraceCommand {
  @Mixin private final ListOptions list = new ListOptions();

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description = "One of ${COMPLETION-CANDIDATES} (default: off-cpu, with --json time).")
  private @Nullable PreemptionOrder order;

  PreemptionsCommand(Session session) {
    super(session);
  }

  @Override
  void check() {
    list.check();
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    PreemptionOrder standard = json() ? PreemptionOrder.TIME : PreemptionOrder.OFF_CPU;
    return new PreemptionsReport(
        timeline,
        new PreemptionAnalysis().run(timeline, monitor),
        order == null ? standard : order,
        list.limit(json()));
  }
}
