package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.trace.model.TimeRange;
import java.util.Optional;

/// What one side of a comparison shows.
///
/// @param trace the recording, or a replay of one
/// @param range the part of it that is meant; empty for all of it
public record ComparedPart(SharedTrace trace, Optional<TimeRange> range) {
  /// All of a trace.
  ///
  /// @param trace the trace
  /// @return all of it
  public static ComparedPart all(SharedTrace trace) {
    return new ComparedPart(trace, Optional.empty());
  }
}
