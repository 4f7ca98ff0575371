package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockKind;

/// A lock of a simulation: its name and by which rules it is taken.
public sealed interface LockSpec {
  /// @return its name, shown on timelines
  String name();

  /// @return what sort of lock it is on a timeline
  LockKind kind();

  /// @return whether it is a lock of the kernel, taken in kernel mode
  default boolean inKernel() {
    return false;
  }

  /// PostgreSQL's spinlock: test-and-set with back-off (`s_lock.c`).
  ///
  /// @param name its name
  /// @param pauseNs one round of spinning: 40 to 140 cycles, assumed 40 ns
  record PgSpinlock(String name, long pauseNs) implements LockSpec {
    /// @param name its name
    public PgSpinlock(String name) {
      this(name, 40);
    }

    @Override
    public LockKind kind() {
      return LockKind.PG_SPINLOCK;
    }
  }

  /// PostgreSQL's lightweight lock: a queue, but no hand-off (`lwlock.c`).
  ///
  /// @param name its name
  record LwLock(String name) implements LockSpec {
    @Override
    public LockKind kind() {
      return LockKind.LWLOCK;
    }
  }

  /// A lock that its releaser gives to the first of the queue: what a convoy forms on.
  ///
  /// @param name its name
  record FifoHandOff(String name) implements LockSpec {
    @Override
    public LockKind kind() {
      return LockKind.SIMULATED;
    }
  }

  /// A mutex over a futex: the releaser wakes one waiter, who must take it anew.
  ///
  /// @param name its name
  /// @param spinNs how long a thread spins before it sleeps; 0 for a normal mutex, about 4 µs for
  ///   an adaptive one (100 tries)
  record FutexMutex(String name, long spinNs) implements LockSpec {
    @Override
    public LockKind kind() {
      return LockKind.FUTEX;
    }
  }

  /// PostgreSQL's heavyweight lock: eight modes, granted by the releaser in the order of the queue.
  ///
  /// @param name its name
  /// @param deadlockTimeoutNs after so long a wait the waiter looks for a deadlock; 1 s by default
  record Heavyweight(String name, long deadlockTimeoutNs) implements LockSpec {
    /// @param name its name
    public Heavyweight(String name) {
      this(name, 1_000_000_000);
    }

    @Override
    public LockKind kind() {
      return LockKind.HEAVYWEIGHT;
    }
  }

  /// The kernel's spinlock: preemption is off while a thread spins for it and holds it; waiters get
  /// it in their order. Under RT it is a [KernelMutex].
  ///
  /// @param name its name
  record KernelSpinlock(String name) implements LockSpec {
    @Override
    public LockKind kind() {
      return LockKind.KERNEL_SPIN;
    }

    @Override
    public boolean inKernel() {
      return true;
    }
  }

  /// The kernel's mutex: spins while its owner is on a CPU and nothing else is to run, then sleeps.
  ///
  /// @param name its name
  /// @param contendedNs CPU time with preemption off that the slow path takes before it tries the
  ///   lock, when the lock has an owner or waiters; at least 0
  record KernelMutex(String name, long contendedNs) implements LockSpec {
    /// @param name its name
    public KernelMutex(String name) {
      this(name, 0);
    }

    @Override
    public LockKind kind() {
      return LockKind.KERNEL_MUTEX;
    }

    @Override
    public boolean inKernel() {
      return true;
    }
  }
}
