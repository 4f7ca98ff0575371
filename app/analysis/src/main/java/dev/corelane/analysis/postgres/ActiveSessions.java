package dev.corelane.analysis.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Average active sessions over time, by wait event type; backends that wait for their client or
/// for work are not active.
///
/// @param startNs begin of the first bucket
/// @param bucketNs length of a bucket
/// @param byType mean number of sessions per bucket, by wait event type; [#NO_WAIT] for sessions
///   that waited for nothing
public record ActiveSessions(long startNs, long bucketNs, Map<String, List<Double>> byType) {
  /// Stands for sessions on a CPU, or waiting for one.
  public static final String NO_WAIT = "CPU";

  /// @throws NullPointerException if a list is null
  public ActiveSessions {
    var copy = new LinkedHashMap<String, List<Double>>();
    byType.forEach((type, values) -> copy.put(type, List.copyOf(values)));
    byType = copy;
  }
}
