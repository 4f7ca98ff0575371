package dev.corelane.importers;

/// What sort of facts a format holds, which decides when it is read and how it gets on the
/// timeline.
public enum SourceKind {
  /// A recording of a kernel with a clock of its own and scheduling facts. Of several, the one that
  /// gives the scheduling gives the timeline its clock.
  RECORDING,
  /// A file with times of CLOCK_MONOTONIC, placed beside a recording on that clock, or alone. Any
  /// number of them.
  MONOTONIC,
  /// A file with wall-clock times, placed beside a recording or alone. Any number of them.
  COMPANION
}
