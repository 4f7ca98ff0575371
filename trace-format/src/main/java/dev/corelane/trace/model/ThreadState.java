package dev.corelane.trace.model;

/// One interval of the life of a task. The intervals of a task follow each other without a gap from
/// the start to the end of the timeline.
///
/// @param task internal task id
/// @param startNs begin
/// @param endNs end: the start of the next interval, or the end of the timeline
/// @param kind what the task was doing
/// @param cpu index of the CPU it runs on or waits at, -1 when unknown
/// @param other the task that caused this: the waker of [StateKind#RUNNABLE_WAKEUP], the task that
///   took the CPU of [StateKind#RUNNABLE_PREEMPTED]; [Task#UNKNOWN] when not told
/// @param wakeup row in the wake-up table that began this interval, or -1
/// @param stateLetter the kernel's letter, ' ' if none
/// @param provenance recorded, derived or inferred
public record ThreadState(
    int task,
    long startNs,
    long endNs,
    StateKind kind,
    int cpu,
    int other,
    long wakeup,
    char stateLetter,
    Provenance provenance) {
  /// @return the length in nanoseconds
  public long durationNs() {
    return endNs - startNs;
  }
}
