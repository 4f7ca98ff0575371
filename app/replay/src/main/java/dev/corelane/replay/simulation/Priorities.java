package dev.corelane.replay.simulation;

/// Which of several events at one nanosecond comes first.
final class Priorities {
  /// A sleeper's timer.
  static final int WAKE = 0;

  /// An interrupt from another CPU.
  static final int IPI = 1;

  /// A tick or the end of a slice.
  static final int TICK = 2;

  /// A thread has finished what it computes.
  static final int SEGMENT = 3;

  private Priorities() {}
}
