package dev.corelane.analysis.blocking;

import java.util.List;
import java.util.Set;

/// Threads that waited for each other in a ring, so that none of them could go on.
///
/// A ring of waits counts only if it ended with a wait that got no lock, or with the recording: a
/// ring of which every wait ended with its lock was none, and what made it look like one was
/// inferred wrongly.
///
/// @param timeNs when the ring was closed or, if only the log tells of it, when it was found
/// @param threads internal task ids, each waiting for the next and the last for the first, from the
///   smallest on; empty if it is only told that there was a deadlock
/// @param sources what tells of it
/// @param told what the log says of it, empty if nothing
public record Deadlock(
    long timeNs, List<Integer> threads, Set<DeadlockSource> sources, String told) {
  /// Keeps copies of the lists.
  public Deadlock {
    threads = List.copyOf(threads);
    sources = Set.copyOf(sources);
  }
}
