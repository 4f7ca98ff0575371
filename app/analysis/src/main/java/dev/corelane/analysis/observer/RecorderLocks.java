package dev.corelane.analysis.observer;

import java.util.Set;

/// Waits for the kernel mutexes that the recorder itself takes when a probe is hit. Linux gives the
/// handler of uprobes one buffer per CPU, and a mutex to each (`prepare_uprobe_buffer`,
/// kernel/trace/trace_uprobe.c): whoever is preempted while it holds one stops every later hit on
/// that CPU.
///
/// Inferred: a mutex is counted when most of its waits end at a probe's hit of the same thread,
/// more than twice as often as chance would have it.
///
/// @param locks internal ids of the mutexes
/// @param waits number of waits
/// @param waitNs time waited, of all threads
/// @param holdNs time in which threads held LWLocks
/// @param holdWaitNs the part of it in which the holder waited for such a mutex
/// @param spinWaitNs time that threads waited for PostgreSQL's spinlocks
/// @param spinWaitBehindNs the part of it in which a thread that had just got the spinlock waited
///   for such a mutex, in the probe at the end of `s_lock`
/// @param spinWaitBehindOnlyNs the part of that in which the waiting thread did not wait for such a
///   mutex itself, so that it can be added to `waitNs`
public record RecorderLocks(
    Set<Integer> locks,
    long waits,
    long waitNs,
    long holdNs,
    long holdWaitNs,
    long spinWaitNs,
    long spinWaitBehindNs,
    long spinWaitBehindOnlyNs) {
  /// @throws NullPointerException if a lock is null
  public RecorderLocks {
    locks = Set.copyOf(locks);
  }
}
