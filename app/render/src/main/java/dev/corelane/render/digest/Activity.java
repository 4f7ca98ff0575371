package dev.corelane.render.digest;

import dev.corelane.trace.model.StateKind;

/// What a thread did while it held or waited for a lock.
public enum Activity {
  /// On a CPU: work while holding, spinning while waiting.
  ON_CPU,
  /// Off the CPU although it could run: run delay.
  READY,
  /// Asleep or blocked.
  BLOCKED,
  /// Not known.
  UNKNOWN;

  /// The activity of a state.
  ///
  /// @param kind the state
  /// @return the activity
  public static Activity of(StateKind kind) {
    return switch (kind) {
      case RUNNING -> ON_CPU;
      case RUNNABLE_WAKEUP, RUNNABLE_PREEMPTED -> READY;
      case SLEEPING, UNINTERRUPTIBLE, STOPPED -> BLOCKED;
      case UNKNOWN, DEAD -> UNKNOWN;
    };
  }

  /// @return whether the thread was known to be off the CPU
  public boolean offCpu() {
    return this == READY || this == BLOCKED;
  }
}
