package dev.corelane.analysis;

import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Set;

/// Derives something from a timeline, or from a range of it. Holds no state, so one instance serves
/// any number of runs.
///
/// Ranges add up: cut the timeline's range into parts, and the times and counts of the parts add up
/// to those of the whole. A moment (a switch, a wake-up) counts in the part that it falls into, a
/// time in every part that it reaches into, with its share there; see [Window].
///
/// @param <R> what comes out
public interface TraceAnalysis<R> {
  /// @return stable id, for scripts and for saved views
  String id();

  /// The data without which the result would be empty or wrong.
  ///
  /// @return what the timeline must hold
  Set<RequiredData> requires();

  /// Looks at a range of a timeline. Runs in the caller's thread, which the common pool may help
  /// ([InParallel]), in time proportional to the facts it reads.
  ///
  /// @param timeline read, never changed; a result may refer to it and is then of use as long as it
  ///   is open
  /// @param range what to look at; what lies outside the timeline is left out
  /// @param monitor told of the progress, asked whether to go on
  /// @return the result
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  R run(Timeline timeline, TimeRange range, ProgressMonitor monitor);

  /// Looks at the whole timeline.
  ///
  /// @param timeline as above
  /// @param monitor as above
  /// @return the result
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  default R run(Timeline timeline, ProgressMonitor monitor) {
    return run(timeline, timeline.range(), monitor);
  }

  /// @param timeline a timeline
  /// @return whether it holds all that the analysis needs
  default boolean possibleOn(Timeline timeline) {
    return requires().stream().allMatch(data -> data.in(timeline));
  }
}
