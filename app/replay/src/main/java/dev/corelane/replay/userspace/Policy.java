package dev.corelane.replay.userspace;

/// When a worker that runs a long query turns to the urgent transactions in its queue.
public enum Policy {
  /// Between queries only, first come first served.
  WAIT,
  /// Between queries, and whenever the query has read so many records that it yields.
  COOPERATIVE,
  /// Between queries, and when a user interrupt of the admission thread arrives.
  USER_INTERRUPT;

  /// Whether urgent transactions are bounded by how much of a query's time they may take; the code
  /// looks at that bound under both policies that interrupt a query.
  boolean bounded() {
    return this != WAIT;
  }
}
