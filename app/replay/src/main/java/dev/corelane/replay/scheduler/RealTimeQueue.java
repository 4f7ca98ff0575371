package dev.corelane.replay.scheduler;

import org.jspecify.annotations.Nullable;

/// The real-time class of one CPU: the highest priority runs; of equal ones the first in the line.
/// Real-time throttling (950 ms per second) is not modelled.
final class RealTimeQueue {
  /// `RR_TIMESLICE`.
  private static final long TURN_NS = 100_000_000;

  private final EntityArray entities = new EntityArray();
  private long last;
  private long first = -1;

  int queued() {
    return entities.size();
  }

  void enqueue(Entity entity) {
    entity.queued = true;
    entity.turnLeftNs = TURN_NS;
    entity.enqueuedAs = last++;
    entities.add(entity);
  }

  void dequeue(Entity entity) {
    entity.queued = false;
    entities.remove(entity);
  }

  @Nullable Entity pick() {
    Entity best = null;
    for (int i = 0; i < entities.size(); i++) {
      Entity entity = entities.get(i);
      if (best == null || before(entity, best)) {
        best = entity;
      }
    }
    return best;
  }

  private static boolean before(Entity one, Entity other) {
    int priority = one.params.priority();
    int otherPriority = other.params.priority();
    return priority != otherPriority ? priority > otherPriority : one.enqueuedAs < other.enqueuedAs;
  }

  /// A thread that runs stands first in its line.
  void setRunning(Entity entity) {
    entity.enqueuedAs = first--;
  }

  void charge(Entity running, long ns) {
    running.turnLeftNs -= ns;
  }

  /// `task_tick_rt`.
  boolean tick(Entity running) {
    if (running.params.policy() != Policy.ROUND_ROBIN || running.turnLeftNs > 0) {
      return false;
    }
    running.turnLeftNs = TURN_NS;
    if (!hasEqual(running)) {
      return false;
    }
    running.enqueuedAs = last++;
    return true;
  }

  void yieldCpu(Entity running) {
    running.enqueuedAs = last++;
  }

  private boolean hasEqual(Entity running) {
    for (int i = 0; i < entities.size(); i++) {
      Entity entity = entities.get(i);
      if (entity != running && entity.params.priority() == running.params.priority()) {
        return true;
      }
    }
    return false;
  }

  @Nullable Entity findMovable(Entity running, Movable movable) {
    Entity best = null;
    for (int i = 0; i < entities.size(); i++) {
      Entity entity = entities.get(i);
      if (entity != running && (best == null || before(entity, best)) && movable.test(entity)) {
        best = entity;
      }
    }
    return best;
  }
}
