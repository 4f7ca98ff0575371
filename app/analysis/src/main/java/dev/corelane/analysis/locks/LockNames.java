package dev.corelane.analysis.locks;

import dev.corelane.trace.model.Lock;

/// What locks are called.
public final class LockNames {
  private LockNames() {}

  /// @param lock a lock
  /// @return its name; of one without, its address as in `0x7f3a00c0`, or else `lock` and its id
  public static String of(Lock lock) {
    if (!lock.name().isEmpty()) {
      return lock.name();
    }
    return lock.address() != 0 ? "0x" + Long.toHexString(lock.address()) : "lock " + lock.id();
  }

  /// @param lock a lock
  /// @return its name and its address, as far as known
  public static String exact(Lock lock) {
    return lock.name().isEmpty() || lock.address() == 0
        ? of(lock)
        : lock.name() + " 0x" + Long.toHexString(lock.address());
  }
}
