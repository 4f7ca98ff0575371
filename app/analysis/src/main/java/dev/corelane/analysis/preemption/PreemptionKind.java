package dev.corelane.analysis.preemption;

import dev.corelane.trace.model.SliceEnd;

/// Where a thread was when it lost its CPU.
public enum PreemptionKind {
  /// On the way back to user mode.
  USER,
  /// Inside the kernel.
  KERNEL,
  /// The source cannot tell the two apart.
  UNKNOWN;

  static PreemptionKind of(SliceEnd end) {
    return switch (end) {
      case PREEMPTED_USER -> USER;
      case PREEMPTED_KERNEL -> KERNEL;
      default -> UNKNOWN;
    };
  }
}
