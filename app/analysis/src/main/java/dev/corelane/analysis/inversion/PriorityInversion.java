package dev.corelane.analysis.inversion;

import java.util.List;

/// A thread waited for a lock whose holder was ready to run, while a thread of lower priority than
/// the waiter had the holder's CPU.
///
/// @param lock internal lock id
/// @param waiter internal task id of the thread that waited
/// @param waiterPriority its kernel priority when it began to wait; a smaller number is more urgent
/// @param holder internal task id of the thread that held the lock
/// @param holderPriority its kernel priority; unknown if not told
/// @param startNs begin of the holder's wait for a CPU, or of the waiter's, or of the range
/// @param endNs end
/// @param instead the less urgent threads that ran on the holder's CPU meanwhile, the longest first
/// @param inferred whether the hold was inferred from wake-ups
public record PriorityInversion(
    int lock,
    int waiter,
    int waiterPriority,
    int holder,
    int holderPriority,
    long startNs,
    long endNs,
    List<RanInstead> instead,
    boolean inferred) {
  /// Keeps a copy of the list.
  public PriorityInversion {
    instead = List.copyOf(instead);
  }

  /// @return time in which a less urgent thread had the CPU that would have let the waiter go on,
  ///   ns
  public long lostNs() {
    return instead.stream().mapToLong(RanInstead::ns).sum();
  }
}
