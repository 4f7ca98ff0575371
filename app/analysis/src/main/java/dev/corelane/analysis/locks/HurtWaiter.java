package dev.corelane.analysis.locks;

/// What a thread lost because the holder of the lock it wanted was preempted.
///
/// @param task internal task id of the waiter
/// @param spinNs CPU time it burnt meanwhile
/// @param sleepNs time it was asleep meanwhile
/// @param runDelayNs time it was ready to run meanwhile
public record HurtWaiter(int task, long spinNs, long sleepNs, long runDelayNs) {
  /// @return all of it
  public long totalNs() {
    return spinNs + sleepNs + runDelayNs;
  }
}
