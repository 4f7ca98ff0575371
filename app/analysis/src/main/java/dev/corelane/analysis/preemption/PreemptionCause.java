package dev.corelane.analysis.preemption;

/// What made the scheduler switch, inferred from what the thread that ran next had been doing.
public enum PreemptionCause {
  /// It was woken while the victim had the CPU.
  WAKEUP,
  /// It had been waiting since before the victim got the CPU: the tick, or the scheduler's
  /// high-resolution timer, found the victim's time slice used up.
  TICK,
  /// Nothing is known of it, or the CPU went idle.
  UNKNOWN
}
