package dev.corelane.analysis.criticalpath;

/// A part of a critical path.
///
/// @param startNs begin
/// @param endNs end, where the next part begins
/// @param task internal task id of the thread that the path goes through
/// @param kind what it did
/// @param lock internal id of the lock because of which the path is here: the one that the thread
///   waited for, or that the thread before it on the path waited for; -1 for none
/// @param depth how many threads away from the one asked for: 0 is that thread itself
public record PathSegment(long startNs, long endNs, int task, PathClass kind, int lock, int depth) {
  /// @return the length, ns
  public long durationNs() {
    return endNs - startNs;
  }
}
