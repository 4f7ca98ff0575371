package dev.corelane.replay.userspace;

/// What a worker does; it always does something.
public enum WorkerActivity {
  /// Runs its long query, yields that find nothing included.
  LOW,
  /// Runs an urgent transaction.
  HIGH,
  /// Switches to the context of the urgent transactions or back.
  SWITCHING
}
