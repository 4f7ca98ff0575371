package dev.corelane.replay.scheduler;

/// Whether the running thread is to be replaced, and who says so: the fair class leaves it to the
/// preemption model how urgent that is.
public enum Verdict {
  /// It may go on.
  KEEP,
  /// The fair class wants another thread (`resched_curr_lazy`).
  REPLACE_FAIR,
  /// It must go (`resched_curr`).
  REPLACE
}
