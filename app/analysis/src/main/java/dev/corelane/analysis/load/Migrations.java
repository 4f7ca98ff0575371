package dev.corelane.analysis.load;

import java.util.List;

/// Moves of threads between run queues.
///
/// @param recorded whether `sched_migrate_task` was recorded; if not, a move is a slice on another
///   CPU than the thread's slice before, which misses moves of waiting threads there and back
/// @param total all moves
/// @param byThread by thread, the most first; without those that never moved
/// @param byCpus by pair of CPUs, the most first
public record Migrations(
    boolean recorded, long total, List<ThreadMoves> byThread, List<CpuMoves> byCpus) {
  /// Keeps copies of the lists.
  public Migrations {
    byThread = List.copyOf(byThread);
    byCpus = List.copyOf(byCpus);
  }
}
