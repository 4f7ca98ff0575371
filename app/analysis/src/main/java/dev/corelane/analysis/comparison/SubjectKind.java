package dev.corelane.analysis.comparison;

/// Kinds of things that two recordings have in common.
public enum SubjectKind {
  /// The recording as a whole.
  WHOLE,
  /// Threads of one label or name, numbers in the name left out.
  THREADS,
  /// Locks of one kind.
  LOCK_KIND,
  /// Locks of one kind and name.
  LOCK,
  /// Wait events of one type and name.
  WAIT_EVENT,
  /// Queries of one text.
  QUERY
}
