package dev.corelane.importers;

import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TimelineBuilder;
import org.jspecify.annotations.Nullable;

/// What an importer works with.
///
/// @param builder takes the facts
/// @param problems takes what cannot be read
/// @param monitor told of the progress, asked whether to go on
/// @param spool makes temporary files that go away with the import
/// @param incident clock and tasks, shared with the other sources of the timeline
/// @param window which events of a recording make facts; null for all
public record ImportContext(
    TimelineBuilder builder,
    ProblemLog problems,
    ProgressMonitor monitor,
    Spool spool,
    Incident incident,
    @Nullable EventWindow window) {
  /// A context for one source alone.
  ///
  /// @param builder takes the facts
  /// @param problems takes what cannot be read
  /// @param monitor told of the progress, asked whether to go on
  /// @param spool makes temporary files that go away with the import
  public ImportContext(
      TimelineBuilder builder, ProblemLog problems, ProgressMonitor monitor, Spool spool) {
    this(builder, problems, monitor, spool, new Incident(builder), null);
  }
}
