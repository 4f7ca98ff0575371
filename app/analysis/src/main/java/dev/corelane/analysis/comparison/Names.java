package dev.corelane.analysis.comparison;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.WaitEvent;
import java.util.Set;

/// Names by which things of two recordings are aligned: what differs from run to run is left out of
/// them (ids, addresses, numbers of rows and transactions).
public final class Names {
  /// What backends do that wait for nothing; PostgreSQL cannot tell running from waiting for a CPU.
  public static final String NO_EVENT = "no wait event (on a CPU, or waiting for one)";

  private static final int LONGEST_QUERY = 100;

  private Names() {}

  /// @param task a thread
  /// @return the name of the threads that it is one of
  public static String threads(Task task) {
    if (!task.label().isEmpty()) {
      return task.label();
    }
    String name = task.name().replaceFirst("[-_/:]?\\d.*", "").replaceFirst("[/:].*", "");
    return name.isEmpty() ? task.name() : name;
  }

  /// The kind that waits for a lock count to.
  ///
  /// @param lock the lock
  /// @param recorders internal ids of the recorder's own locks
  /// @return its name
  public static String kind(Lock lock, Set<Integer> recorders) {
    return recorders.contains(lock.id()) ? "the recorder's own mutexes" : kind(lock.kind());
  }

  /// @param kind a kind of locks
  /// @return its name
  public static String kind(LockKind kind) {
    return switch (kind) {
      case KERNEL_SPIN -> "kernel spinlocks";
      case KERNEL_MUTEX -> "kernel mutexes";
      case KERNEL_RWSEM -> "kernel rw-semaphores";
      case KERNEL_RTMUTEX -> "kernel rt-mutexes";
      case KERNEL_PERCPU -> "kernel per-CPU semaphores";
      case LWLOCK -> "PostgreSQL LWLocks";
      case HEAVYWEIGHT -> "PostgreSQL heavyweight locks";
      case PG_SPINLOCK -> "PostgreSQL spinlocks";
      case FUTEX -> "futexes";
      case SIMULATED -> "simulated locks";
      case OTHER -> "other locks";
    };
  }

  /// @param lock a lock
  /// @return the name of the locks that it is one of, "" for a lock that has nothing but an address
  public static String lock(Lock lock) {
    String name = lock.name().replaceAll("\\(\\d+,\\d+\\) ", "").replaceAll("\\b\\d+\\b", "N");
    String sort =
        switch (lock.kind()) {
          case LWLOCK -> "LWLock ";
          case PG_SPINLOCK -> "spinlock ";
          case HEAVYWEIGHT -> "lock on ";
          default -> "";
        };
    return name.isEmpty() ? "" : sort + name;
  }

  /// @param event a wait event
  /// @return its name
  public static String event(WaitEvent event) {
    return event.type() + ':' + event.name();
  }

  /// @param text the text of a query
  /// @return the name of the queries that it is one of
  public static String query(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_QUERY ? line.substring(0, LONGEST_QUERY) + "..." : line;
  }
}
