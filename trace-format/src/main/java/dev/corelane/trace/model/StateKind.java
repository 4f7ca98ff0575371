package dev.corelane.trace.model;

/// What a thread was doing during an interval of its life.
public enum StateKind {
  /// Nothing is known, for instance before the first event of the thread or inside a hole.
  UNKNOWN,
  /// On a CPU.
  RUNNING,
  /// Waiting for a CPU after a wake-up or its creation.
  RUNNABLE_WAKEUP,
  /// Waiting for a CPU after an involuntary switch or a yield.
  RUNNABLE_PREEMPTED,
  /// Interruptible sleep.
  SLEEPING,
  /// Uninterruptible sleep.
  UNINTERRUPTIBLE,
  /// Stopped by a signal or a tracer.
  STOPPED,
  /// Exited.
  DEAD;

  private static final StateKind[] VALUES = values();

  /// Whether the thread waits for a CPU; the sum of these intervals is its run delay.
  ///
  /// @return true for the two runnable kinds
  public boolean runnable() {
    return this == RUNNABLE_WAKEUP || this == RUNNABLE_PREEMPTED;
  }

  /// Whether the thread is blocked.
  ///
  /// @return true for sleeping, uninterruptible and stopped
  public boolean blocked() {
    return this == SLEEPING || this == UNINTERRUPTIBLE || this == STOPPED;
  }

  /// The constant with an ordinal, without copying [#values()].
  ///
  /// @param ordinal any number
  /// @return the constant, [#UNKNOWN] when there is none
  public static StateKind of(int ordinal) {
    return ordinal >= 0 && ordinal < VALUES.length ? VALUES[ordinal] : UNKNOWN;
  }
}
