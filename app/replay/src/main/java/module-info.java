/// Replay: recorded or described work under another scheduler, preemption model or policy.
///
/// - [dev.corelane.replay.engine] simulated time: events in a total order, seeded random streams.
/// - [dev.corelane.replay.statistics] samples with nearest-rank percentiles.
/// - [dev.corelane.replay.userspace] policies of a database that schedules its own transactions.
@org.jspecify.annotations.NullMarked
module dev.corelane.replay {
  requires static transitive org.jspecify;
  requires transitive dev.corelane.trace;

  exports dev.corelane.replay.engine;
  exports dev.corelane.replay.statistics;
  exports dev.corelane.replay.userspace;
}
