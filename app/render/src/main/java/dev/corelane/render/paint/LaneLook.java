package dev.corelane.render.paint;

/// Everything that lanes of locks and threads can show, for the legend.
public enum LaneLook {
  /// A hold whose holder is on a CPU.
  HOLD,
  /// A hold whose holder is off the CPU.
  HOLD_OFF_CPU,
  /// Share of time in which a lock was held.
  HELD_SHARE,
  /// Share of time in which it was held by a thread off the CPU.
  HELD_OFF_SHARE,
  /// How many wait for a lock.
  WAITERS,
  /// A thread that runs.
  RUNNING,
  /// A thread that waits for a CPU after a wake-up.
  WOKEN,
  /// A thread that waits for a CPU after it lost it.
  PREEMPTED,
  /// A sleeping thread.
  SLEEPING,
  /// A thread in uninterruptible sleep, or stopped.
  BLOCKED,
  /// A lock wait on the CPU.
  WAIT_SPIN,
  /// A lock wait asleep.
  WAIT_SLEEP,
  /// A lock wait in which the thread could run but had no CPU.
  WAIT_DELAY,
  /// A span.
  SPAN,
  /// A wait sample.
  SAMPLE,
  /// Active sessions.
  SESSIONS,
  /// A counter.
  COUNTER,
  /// A mark with a flag of its own.
  MARK,
  /// Of a group: threads that run.
  GROUP_RUNNING,
  /// Of a group: threads that wait for a CPU.
  GROUP_RUNNABLE
}
