package dev.corelane.replay.lock;

/// What a thread does next that wants a lock.
public enum Outcome {
  /// It has the lock.
  ACQUIRED,
  /// It spins, for [LockClient#spinNs()] of CPU time or until the lock is free.
  SPIN,
  /// It is busy for [LockClient#spinNs()] of CPU time with preemption off, then tries again.
  BUSY,
  /// It sleeps for [LockClient#sleepNs()], then tries again.
  SLEEP,
  /// It blocks until it is woken, then tries again.
  BLOCK,
  /// It gives up: 1,000 sleeps for a spinlock, at which PostgreSQL panics.
  STUCK
}
