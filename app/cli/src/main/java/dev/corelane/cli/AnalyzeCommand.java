package dev.corelane.cli;

import dev.corelane.analysis.incident.Incident;
import dev.corelane.analysis.incident.IncidentAnalysis;
import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.observer.ObserverWarning;
import dev.corelane.cli.report.AnalyzeReport;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "analyze",
    description = "One page: what cost most time, which locks, who held them, who paid.")
final class AnalyzeCommand extends TraceCommand {
  private static final long STANDARD = 6;

  /// Parts of the recording for which blocked threads are told.
  private static final int PARTS = 40;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most N entries in each list, 0 for all (default: ${DEFAULT-VALUE}).")
  private long limit = STANDARD;

  AnalyzeCommand(Session session) {
    super(session);
  }

  @Override
  void check() {
    if (limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be 0 or more, not " + limit + ".");
    }
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    List<String> warnings = ObserverWarning.of(new ObserverAnalysis().run(timeline, monitor));
    Incident incident = new IncidentAnalysis().run(timeline, monitor);
    return new AnalyzeReport(
        timeline,
        incident,
        incident.blocking().over(PARTS, monitor),
        warnings,
        limit == 0 ? Long.MAX_VALUE : limit);
  }
}
