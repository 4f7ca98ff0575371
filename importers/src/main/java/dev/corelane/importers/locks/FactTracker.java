package dev.corelane.importers.locks;

/// A state machine with facts that are still open: told when they cannot go on.
public interface FactTracker {
  /// A task is dead: what it still did ends here.
  ///
  /// @param task internal task id
  /// @param timeNs when
  void taskEnded(int task, long timeNs);

  /// The trace is over: what is still open ends here, unseen.
  ///
  /// @param lastNs time of the last event
  void finish(long lastNs);
}
