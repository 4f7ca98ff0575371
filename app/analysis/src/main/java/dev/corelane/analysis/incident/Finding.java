package dev.corelane.analysis.incident;

/// Something that cost threads time.
///
/// @param kind what sort
/// @param lostNs time that threads lost by it, added up over threads, ns. Findings overlap: time
///   lost to a preempted holder is a part of the time waited for its lock
/// @param lock internal lock id; of several locks of one name the worst; -1 for none
/// @param task internal task id of the thread that it hit hardest, or that caused it; unknown if
///   none
/// @param timeNs when it was worst, ns
/// @param count how often it happened
public record Finding(Kind kind, long lostNs, int lock, int task, long timeNs, long count) {
  /// Sorts of findings.
  public enum Kind {
    /// Threads waited for locks of one name.
    LOCK_WAITS,
    /// Threads waited for locks of the kernel itself; `lock` is the worst of them.
    KERNEL_LOCKS,
    /// Threads waited for heavyweight locks of PostgreSQL, all of them together; `lock` is the
    /// worst of them. A transaction or a row rarely is waited for long by itself.
    HEAVYWEIGHT_LOCKS,
    /// Threads waited for locks of one name whose holders had been preempted.
    PREEMPTED_HOLDERS,
    /// A lock is held so much of the time that it limits throughput by itself.
    SATURATED_LOCK,
    /// Threads waited for a lock whose holder was ready to run, while less urgent threads than the
    /// waiters had its CPU; `task` is the holder.
    PRIORITY_INVERSION,
    /// A long queue for one lock.
    CONVOY,
    /// Threads that had been woken waited for a CPU.
    WAKEUP_LATENCY,
    /// Threads that had been preempted waited for a CPU.
    PREEMPTION
  }
}
