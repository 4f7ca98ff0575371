package dev.corelane.render.digest;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;

/// The words for locks.
public final class LockName {
  private LockName() {}

  /// The name of a lock without its address.
  static String plain(Lock lock) {
    return lock.name().isEmpty() ? kind(lock.kind()) : lock.name();
  }

  /// What sort of lock.
  ///
  /// @param kind the kind
  /// @return the words, in the middle of a sentence
  public static String kind(LockKind kind) {
    return switch (kind) {
      case OTHER -> "lock";
      case KERNEL_SPIN -> "kernel spinlock";
      case KERNEL_MUTEX -> "kernel mutex";
      case KERNEL_RWSEM -> "kernel rwsem";
      case KERNEL_RTMUTEX -> "kernel rt-mutex";
      case KERNEL_PERCPU -> "kernel percpu rwsem";
      case LWLOCK -> "LWLock";
      case HEAVYWEIGHT -> "heavyweight lock";
      case PG_SPINLOCK -> "PostgreSQL spinlock";
      case FUTEX -> "futex";
      case SIMULATED -> "simulated lock";
    };
  }
}
