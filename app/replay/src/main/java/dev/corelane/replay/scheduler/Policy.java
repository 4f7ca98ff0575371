package dev.corelane.replay.scheduler;

/// Scheduling policies, in the kernel's names.
public enum Policy {
  /// `SCHED_NORMAL`: the fair class.
  NORMAL,
  /// `SCHED_BATCH`: the fair class; never preempts when woken.
  BATCH,
  /// `SCHED_IDLE`: the fair class with weight 3; preempted by whatever else wakes up.
  IDLE,
  /// `SCHED_FIFO`: by priority, until it blocks or yields.
  FIFO,
  /// `SCHED_RR`: by priority, in turns of 100 ms.
  ROUND_ROBIN;

  /// @return whether the policy belongs to the real-time class
  public boolean realTime() {
    return this == FIFO || this == ROUND_ROBIN;
  }
}
