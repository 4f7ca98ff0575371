package dev.corelane.render.view;

/// An arrow from a moment on one lane to a moment on another.
///
/// @param kind what it means
/// @param fromLane id of the lane it begins on
/// @param fromNs moment
/// @param toLane id of the lane it ends on
/// @param toNs moment
public record Link(Kind kind, String fromLane, long fromNs, String toLane, long toNs) {
  /// What an arrow means.
  public enum Kind {
    /// From who woke a thread to where it then ran, or became ready to run.
    WAKEUP,
    /// From a waiter to the holder of the lock.
    BLOCKED_BY,
    /// From the victim to what took its CPU.
    PREEMPTED_BY
  }
}
