package dev.corelane.replay.lock;

/// The deadlock check of heavyweight locks (PostgreSQL, deadlock.c): made by a waiter that has
/// waited for the timeout, not when it begins to wait.
public final class Deadlocks {
  private Deadlocks() {}

  /// @param lock a lock that a thread blocks in
  /// @return after how long it looks for a deadlock, ns; 0 if never
  public static long timeoutNs(LockModel lock) {
    return lock instanceof HeavyweightModel heavyweight ? heavyweight.deadlockTimeoutNs() : 0;
  }

  /// @param client a thread that waits for a heavyweight lock
  /// @return whether it waits, in the end, for itself
  public static boolean found(LockClient client) {
    return client.waitsFor instanceof HeavyweightModel heavyweight
        && heavyweight.deadlocked(client);
  }
}
