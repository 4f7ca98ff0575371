package dev.corelane.analysis;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Set;

/// Derives something from a timeline. Holds no state, so one instance serves any number of runs.
///
/// @param <R> what comes out
public interface TraceAnalysis<R> {
  /// @return stable id, for scripts and for saved views
  String id();

  /// The data without which the result would be empty or wrong.
  ///
  /// @return what the timeline must hold
  Set<RequiredData> requires();

  /// Runs in the caller's thread, in time proportional to the facts it reads.
  ///
  /// @param timeline read, never changed; a result may refer to it and is then of use as long as it
  ///   is open
  /// @param monitor told of the progress, asked whether to go on
  /// @return the result
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  R run(Timeline timeline, ProgressMonitor monitor);

  /// @param timeline a timeline
  /// @return whether it holds all that the analysis needs
  default boolean possibleOn(Timeline timeline) {
    return requires().stream().allMatch(data -> data.in(timeline));
  }
}
