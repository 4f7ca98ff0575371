package dev.corelane.trace.model;

/// A wake-up of a task as the trace recorded it.
///
/// @param index row in the wake-up table
/// @param timeNs when
/// @param task the task woken
/// @param waker the task that woke it, or [Task#UNKNOWN]; when `inInterrupt`, the task that the
///   interrupt happened to hit
/// @param wakerCpu index of the CPU on which the waker ran, -1 when unknown
/// @param targetCpu index of the CPU at which the task was queued, -1 when unknown
/// @param kind which of the three tracepoints
/// @param inInterrupt whether it was raised in a hard or soft interrupt
public record Wakeup(
    long index,
    long timeNs,
    int task,
    int waker,
    int wakerCpu,
    int targetCpu,
    Kind kind,
    boolean inInterrupt) {
  /// The tracepoint behind a wake-up.
  public enum Kind {
    /// `sched_waking`: in the waker's context, before the task is queued.
    WAKING,
    /// `sched_wakeup`: the task is on a run queue.
    WAKEUP,
    /// `sched_wakeup_new`: first wake-up of a forked task.
    NEW
  }
}
