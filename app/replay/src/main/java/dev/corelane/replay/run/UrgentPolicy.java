package dev.corelane.replay.run;

/// How urgent transactions come before long queries: PreemptDB's three policies, and what its paper
/// leaves out.
public enum UrgentPolicy {
  /// A worker looks at its queue between queries.
  WAIT,
  /// And whenever the query yields.
  COOPERATIVE,
  /// And when a user interrupt arrives.
  USER_INTERRUPTS,
  /// A thread of its own per core for urgent transactions, nice -20 against nice 19.
  OS_NICE,
  /// That thread under `SCHED_FIFO`.
  OS_FIFO,
  /// That thread with an own slice of 0.1 ms at the same nice value.
  OS_SLICE,
  /// Waiting, but a query is cut into a piece for every worker: it is done sooner, and so is the
  /// wait.
  PARALLEL
}
