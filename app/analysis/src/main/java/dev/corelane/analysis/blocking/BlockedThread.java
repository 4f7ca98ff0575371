package dev.corelane.analysis.blocking;

import java.util.List;

/// A thread that waits for a lock at a moment.
///
/// @param task internal task id
/// @param lock the lock; of nested waits, the innermost one
/// @param sinceNs since when
/// @param holders who holds it then; empty when nobody is known to
public record BlockedThread(int task, int lock, long sinceNs, List<Integer> holders) {
  /// Keeps a copy of the list.
  public BlockedThread {
    holders = List.copyOf(holders);
  }
}
