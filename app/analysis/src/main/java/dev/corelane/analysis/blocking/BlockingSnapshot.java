package dev.corelane.analysis.blocking;

import java.util.List;

/// Who waited for whom at a moment.
///
/// @param timeNs the moment
/// @param blocked the waiting threads by task id
/// @param roots whom they waited for in the end, the widest first
/// @param deadlocks threads that wait for each other in a ring, each ring once, from its smallest
///   task id on
public record BlockingSnapshot(
    long timeNs,
    List<BlockedThread> blocked,
    List<BlockingRoot> roots,
    List<List<Integer>> deadlocks) {
  /// Keeps copies of the lists.
  public BlockingSnapshot {
    blocked = List.copyOf(blocked);
    roots = List.copyOf(roots);
    deadlocks = List.copyOf(deadlocks);
  }
}
