package dev.corelane.analysis;

import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.timeline.Timeline;

/// How far numbers that were derived from a timeline can be trusted.
public enum Confidence {
  /// All that the numbers rest on was recorded.
  COMPLETE,
  /// The recording has holes or could not be read in full: counts are too low, and a time next to a
  /// hole may be too long or too short.
  DATA_MISSING;

  /// @param timeline a timeline
  /// @return [#DATA_MISSING] if it has a hole or a problem of severity [Severity#DATA_LOSS] or
  ///   worse
  public static Confidence of(Timeline timeline) {
    boolean lost =
        timeline.problems().stream()
            .anyMatch(problem -> problem.severity().compareTo(Severity.DATA_LOSS) >= 0);
    return lost || !timeline.holes().isEmpty() ? DATA_MISSING : COMPLETE;
  }
}
