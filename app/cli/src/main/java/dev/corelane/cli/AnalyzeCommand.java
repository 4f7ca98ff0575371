package dev.corelane.cli;

import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.incident.Incident;
import dev.corelane.analysis.incident.IncidentAnalysis;
import dev.corelane.analysis.postgres.CliffAnalysis;
import dev.corelane.analysis.postgres.IncidentPatternsAnalysis;
import dev.corelane.cli.report.AnalyzeReport;
import dev.corelane.cli.report.PatternSection;
import dev.corelane.cli.report.Report;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "analyze",
    description = "One page: what cost most time, which locks, who held them, who paid.")
final class AnalyzeCommand extends TraceCommand {
  private static final long STANDARD = 6;

  /// Parts of the recording for which blocked threads are told.
  private static final int PARTS = 40;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = LimitArgument.class,
      description = "At most N entries in each list, 0 for all (default: ${DEFAULT-VALUE}).")
  private long limit = STANDARD;

  AnalyzeCommand(Session session) {
    super(session);
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    TimeRange range = RecordedRange.orAll(timeline);
    Incident incident = new IncidentAnalysis().run(timeline, range, monitor);
    var patterns =
        new PatternSection(
            new IncidentPatternsAnalysis()
                .run(timeline, timeline.range(), incident.observer().locks(), monitor),
            new CliffAnalysis().run(timeline, monitor));
    return new AnalyzeReport(
        timeline,
        incident,
        incident.blocking().deadlocksIn(timeline.range(), monitor),
        incident.blocking().over(PARTS, monitor),
        patterns,
        limit);
  }
}
