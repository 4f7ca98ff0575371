package dev.corelane.replay.work;

/// Where a thread executes, as far as it matters to preemption.
public enum ExecutionMode {
  /// User mode: every interrupt returns through the rescheduling check.
  USER,
  /// Kernel mode with `preempt_count` 0: preemptible under full, lazy and RT only.
  KERNEL,
  /// Kernel mode with preemption disabled: preemptible under no model.
  PREEMPT_OFF
}
