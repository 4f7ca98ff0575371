package dev.corelane.trace.model;

/// One wait for a lock: `endNs - startNs` is its spin part, its sleep part and the run delay in it.
///
/// @param startNs began to wait
/// @param endNs stopped waiting
/// @param lock internal lock id
/// @param task the waiter
/// @param mode how the lock was wanted
/// @param holder task that held the lock when the wait began, [Task#UNKNOWN] when not told
/// @param spinNs time spent spinning on a CPU, -1 when not told
/// @param sleepNs time spent asleep, -1 when not told
/// @param acquired whether the wait ended with the lock
/// @param provenance recorded, derived or inferred
public record LockWait(
    long startNs,
    long endNs,
    int lock,
    int task,
    LockMode mode,
    int holder,
    long spinNs,
    long sleepNs,
    boolean acquired,
    Provenance provenance) {}
