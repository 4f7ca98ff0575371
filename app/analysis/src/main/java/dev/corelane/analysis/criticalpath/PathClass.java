package dev.corelane.analysis.criticalpath;

/// What a part of a critical path was spent on.
public enum PathClass {
  /// A thread on the path ran.
  RUNNING,
  /// It ran, waiting for a lock: it spun.
  SPINNING,
  /// It was woken and waited for a CPU.
  WAKEUP_DELAY,
  /// It was preempted and waited for a CPU.
  PREEMPTED,
  /// It waited for a lock, and nobody knows for whom.
  LOCK,
  /// It was in uninterruptible sleep that an interrupt ended: mostly I/O.
  IO,
  /// It slept, and an interrupt ended that: a timer, the network; or nobody knows who did.
  SLEEPING,
  /// Nothing is known.
  UNKNOWN
}
