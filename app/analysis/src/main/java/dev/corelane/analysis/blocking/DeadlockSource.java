package dev.corelane.analysis.blocking;

/// What tells of a deadlock.
public enum DeadlockSource {
  /// Recorded waits and holds form a ring.
  WAITS,
  /// Waits and holds that were seen in samples (`pg_locks`, `pg_stat_activity`) or inferred from
  /// wake-ups form a ring.
  SAMPLES,
  /// The server's log says so ("deadlock detected" with its detail), or its deadlock probe.
  LOG
}
