package dev.corelane.replay.lock;

/// What a lock asks of the run that it is part of.
public interface LockHost {
  /// Wakes a thread that blocks in a lock.
  ///
  /// @param client it
  void wake(LockClient client);

  /// @param client a thread
  /// @return whether it runs on a CPU now
  boolean onCpu(LockClient client);
}
