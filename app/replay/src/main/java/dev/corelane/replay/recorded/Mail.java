package dev.corelane.replay.recorded;

/// What a played thread sleeps for, and what has come without being waited for.
final class Mail {
  /// Why it sleeps.
  Sleep sleep = Sleep.AWAKE;

  /// Wake-ups that came while it was awake.
  int wakeups;

  /// Those of threads that it answers in a loop, but that did not wait for an answer.
  int remarks;

  /// What a thread sleeps for.
  enum Sleep {
    /// It does not.
    AWAKE,
    /// A wake-up.
    WAKE_UP,
    /// An answer of a thread that answers in a loop.
    ANSWER,
    /// Somebody to answer.
    QUESTION,
    /// Somebody to answer, or a remark.
    ANYTHING
  }
}
