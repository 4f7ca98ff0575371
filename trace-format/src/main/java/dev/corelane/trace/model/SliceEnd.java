package dev.corelane.trace.model;

/// How a sched slice ended: why the thread left the CPU.
///
/// The split follows what the scheduler itself records in `prev_state` of `sched_switch`
/// (`__trace_sched_switch_state`, kernel/sched/core.c): a state other than running means that the
/// thread blocked; running with the `+` bit means preempted inside the kernel (`SM_PREEMPT`);
/// running without it means preempted on the way back to user mode, unless the thread called
/// `sched_yield`.
public enum SliceEnd {
  /// Unknown: the trace does not tell (lost data, or a source without a state).
  UNKNOWN,
  /// Blocked in interruptible sleep (`S`), or an idle or parked kernel thread (`I`, `P`).
  SLEEPING,
  /// Blocked in uninterruptible sleep (`D`).
  UNINTERRUPTIBLE,
  /// Stopped or traced (`T`, `t`).
  STOPPED,
  /// The thread exited (`X`, `Z`).
  EXITED,
  /// Runnable after a `sched_yield` that the trace recorded.
  YIELDED,
  /// Preempted on return to user mode (`R`, no `sched_yield` seen).
  PREEMPTED_USER,
  /// Preempted inside the kernel (`R+`).
  PREEMPTED_KERNEL,
  /// Preempted; the source cannot tell user from kernel (plugin text of `perf script`).
  PREEMPTED,
  /// End of an idle slice: work arrived.
  IDLE_END,
  /// The slice was still running at the end of the data of its CPU.
  TRACE_END;

  private static final SliceEnd[] VALUES = values();

  /// Whether the thread lost the CPU against its will: an involuntary switch.
  ///
  /// @return true for the three preemption kinds
  public boolean involuntary() {
    return this == PREEMPTED_USER || this == PREEMPTED_KERNEL || this == PREEMPTED;
  }

  /// The constant with an ordinal, without copying [#values()].
  ///
  /// @param ordinal any number
  /// @return the constant, [#UNKNOWN] when there is none
  public static SliceEnd of(int ordinal) {
    return ordinal >= 0 && ordinal < VALUES.length ? VALUES[ordinal] : UNKNOWN;
  }
}
