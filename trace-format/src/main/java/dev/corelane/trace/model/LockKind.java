package dev.corelane.trace.model;

/// The kinds of lock a timeline knows.
public enum LockKind {
  /// Anything else.
  OTHER,
  /// Kernel `spinlock_t`, `rwlock_t` or raw spinlock.
  KERNEL_SPIN,
  /// Kernel `struct mutex`.
  KERNEL_MUTEX,
  /// Kernel reader-writer semaphore.
  KERNEL_RWSEM,
  /// Kernel priority-inheriting mutex.
  KERNEL_RTMUTEX,
  /// Kernel per-CPU reader-writer semaphore.
  KERNEL_PERCPU,
  /// PostgreSQL lightweight lock (lwlock.c).
  LWLOCK,
  /// PostgreSQL heavyweight lock (lock.c).
  HEAVYWEIGHT,
  /// PostgreSQL spinlock (s_lock.c).
  PG_SPINLOCK,
  /// Futex, known by its user address.
  FUTEX,
  /// Lock of a simulator.
  SIMULATED;

  private static final LockKind[] VALUES = values();

  /// The constant with an ordinal, without copying [#values()].
  ///
  /// @param ordinal any number
  /// @return the constant, [#OTHER] when there is none
  public static LockKind of(int ordinal) {
    return ordinal >= 0 && ordinal < VALUES.length ? VALUES[ordinal] : OTHER;
  }
}
