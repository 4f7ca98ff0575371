package dev.corelane.replay.scheduler;

import org.jspecify.annotations.Nullable;

/// The fair class of one CPU. The running entity is counted but does not stand among the others.
abstract class FairQueue {
  @Nullable Entity running;

  /// @return how many are queued, the running one and delayed sleepers included (`nr_queued`)
  abstract int queued();

  abstract void enqueue(Entity entity, Arrival arrival);

  /// @param asleep whether it goes to sleep, not to another CPU
  /// @return false if it stays queued because it owes
  abstract boolean dequeue(Entity entity, boolean asleep);

  /// @return the entity to run next, maybe the running one or a delayed one, null if there is none
  abstract @Nullable Entity pick();

  abstract void setRunning(Entity entity);

  /// The running entity leaves the CPU; it stays queued unless it was dequeued.
  abstract void putRunning();

  /// @param ns the running entity ran so long since the last call
  /// @return whether it is to be replaced
  abstract boolean charge(long ns);

  /// @return whether the running entity is to be replaced, asked at a tick after [#charge]
  abstract boolean tick();

  /// @param woken an entity just enqueued
  /// @return whether it is to replace the running one
  abstract boolean preempts(Entity woken);

  abstract void yieldCpu();

  /// @return CPU time until the running entity's slice is used up
  abstract long sliceLeftNs();

  /// @return an entity that is queued, not running, not delayed, and for which the answer is true
  abstract @Nullable Entity findMovable(Movable movable);

  /// Another weight for an entity, queued or not.
  abstract void reweigh(Entity entity, int weight);

  /// Checks the invariants of the queue.
  ///
  /// @throws IllegalStateException if one is broken
  abstract void check();

  /// How an entity comes to a queue.
  enum Arrival {
    /// Newly made.
    CREATED,
    /// Woken up.
    WOKEN,
    /// Runnable, from another CPU.
    MIGRATED
  }
}
