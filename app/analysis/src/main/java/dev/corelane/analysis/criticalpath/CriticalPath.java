package dev.corelane.analysis.criticalpath;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.TimeRange;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A critical path: parts that follow each other from the begin to the end, without a gap.
///
/// @param task internal task id of the thread whose work it is
/// @param range begin and end of the work
/// @param segments the parts by time; that a thread is waited for is inferred from who woke whom
/// @param confidence whether all of it was recorded
public record CriticalPath(
    int task, TimeRange range, List<PathSegment> segments, Confidence confidence) {
  /// Keeps a copy of the list.
  public CriticalPath {
    segments = List.copyOf(segments);
  }

  /// @return time by class, ns; they add up to the length of the range
  public Map<PathClass, Long> shares() {
    Map<PathClass, Long> shares = new EnumMap<>(PathClass.class);
    segments.forEach(part -> shares.merge(part.kind(), part.durationNs(), Long::sum));
    return shares;
  }

  /// @return time spent in other threads or in waits because of each lock, by lock id, ns
  public Map<Integer, Long> locks() {
    Map<Integer, Long> shares = new HashMap<>();
    segments.stream()
        .filter(part -> part.lock() >= 0)
        .forEach(part -> shares.merge(part.lock(), part.durationNs(), Long::sum));
    return shares;
  }
}
