package dev.corelane.replay.extract;

/// What a recorded thread does next.
public enum Action {
  /// Uses a CPU for an amount of ns.
  RUN,
  /// Takes the lock of the target exclusively; waits if it must.
  ACQUIRE_EXCLUSIVE,
  /// Takes the lock of the target together with others.
  ACQUIRE_SHARED,
  /// Gives the lock of the target back.
  RELEASE,
  /// Blocks until a wake-up from the thread that the replay knows will come; a wake-up that came
  /// before counts.
  BLOCK,
  /// Blocks for an amount of ns: a timer, a device or the network woke it, or a thread that is not
  /// in the recording.
  SLEEP,
  /// Blocks until an amount of ns after the begin of the recording.
  SLEEP_UNTIL,
  /// Wakes the thread of the target.
  WAKE,
  /// Hits a probe of the recorder, whose handler keeps the CPU's mutex for an amount of ns.
  HIT,
  /// Leaves the CPU but stays runnable (`sched_yield`).
  YIELD,
  /// Begins the piece of work of the target, a row of the recording's spans.
  SPAN_BEGIN,
  /// Ends it.
  SPAN_END,
  /// Ends.
  EXIT;

  private static final Action[] VALUES = values();

  static Action of(int ordinal) {
    return VALUES[ordinal];
  }
}
