package dev.corelane.trace.diagnostics;

/// How much an import problem matters for what is concluded from the timeline.
public enum Severity {
  /// Worth knowing; nothing is missing.
  INFO,
  /// Something could not be read as it should; conclusions hold apart from what is named.
  WARNING,
  /// Data is missing: counts and times near it are too low.
  DATA_LOSS,
  /// A part of the file could not be read at all.
  ERROR
}
