/// Replay: recorded or described work under another scheduler, preemption model or policy.
///
/// - [dev.corelane.replay.engine] simulated time: events in a total order, seeded random streams.
@org.jspecify.annotations.NullMarked
module dev.corelane.replay {
  requires static transitive org.jspecify;

  exports dev.corelane.replay.engine;
}
