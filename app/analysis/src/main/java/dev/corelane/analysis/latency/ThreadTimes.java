package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import java.util.List;

/// Where the time of all threads went.
///
/// @param threads one entry per thread in order of the task id; idle and unknown are none
/// @param total all of them added up; its task is [dev.corelane.trace.model.Task#UNKNOWN]
/// @param confidence whether all of it was recorded
public record ThreadTimes(List<ThreadTime> threads, ThreadTime total, Confidence confidence) {
  /// Keeps a copy of the list.
  public ThreadTimes {
    threads = List.copyOf(threads);
  }
}
