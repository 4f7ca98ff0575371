package dev.corelane.cli;

import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.observer.ObserverWarning;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import picocli.CommandLine.Mixin;

/// A command that lists what an analysis found; what the recorder did is said first.
abstract class ListCommand extends TraceCommand {
  @Mixin private final ListOptions list = new ListOptions();

  ListCommand(Session session) {
    super(session);
  }

  /// How many rows are wanted at most.
  final long limit() {
    return list.limit(json());
  }

  @Override
  List<String> warnings(Timeline timeline, ProgressMonitor monitor) {
    var observer = new ObserverAnalysis();
    return observer.possibleOn(timeline)
        ? ObserverWarning.of(observer.run(timeline, monitor))
        : List.of();
  }
}
