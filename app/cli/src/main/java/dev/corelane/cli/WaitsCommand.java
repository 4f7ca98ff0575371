package dev.corelane.cli;

import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.analysis.postgres.CliffAnalysis;
import dev.corelane.analysis.postgres.IncidentPatternsAnalysis;
import dev.corelane.analysis.postgres.PostgresVersion;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.cli.report.PatternSection;
import dev.corelane.cli.report.Report;
import dev.corelane.cli.report.WaitsReport;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "waits",
    description =
        "What PostgreSQL's backends waited for, what the kernel did with them meanwhile, and which"
            + " known incident it looks like.")
final class WaitsCommand extends ListCommand {
  private static final int OLDEST = 9;
  private static final int NEWEST = 99;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--postgres",
      paramLabel = "MAJOR",
      description = "Major version of PostgreSQL (default: as the server's log tells).")
  private int version;

  WaitsCommand(Session session) {
    super(session);
  }

  @Override
  void check() {
    if (version != 0 && (version < OLDEST || version > NEWEST)) {
      throw new ParameterException(
          command.commandLine(), "--postgres must be a major version, as in 17.");
    }
  }

  /// The report tells them itself.
  @Override
  List<String> warnings(Timeline timeline, ProgressMonitor monitor) {
    return List.of();
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) {
    ObserverEffect observer = new ObserverAnalysis().run(timeline, monitor);
    return new WaitsReport(
        version == 0 ? PostgresVersion.major(timeline) : version,
        observer,
        new WaitProfileAnalysis().run(timeline, monitor),
        new PatternSection(
            new IncidentPatternsAnalysis()
                .run(timeline, timeline.range(), observer.locks(), monitor),
            new CliffAnalysis().run(timeline, monitor)),
        limit());
  }
}
