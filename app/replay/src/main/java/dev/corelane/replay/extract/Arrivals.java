package dev.corelane.replay.extract;

/// What becomes of a block that something outside of the recorded threads ended: a timer, a device,
/// a message from another machine.
public enum Arrivals {
  /// It lasts as long as it lasted: the next request comes that long after the last answer. Right
  /// for think time, for input and output, for clients that wait for an answer. The default,
  /// because a closed loop of clients is what most recordings of a benchmark hold.
  CLOSED,
  /// It ends at the time at which it ended: requests come when they came, however long the last one
  /// took. Right for timers of a fixed rate and for load from many independent users.
  OPEN
}
