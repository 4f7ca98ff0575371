package dev.corelane.replay.scheduler;

/// Whether an entity may be moved to another CPU.
@FunctionalInterface
public interface Movable {
  /// @param entity it waits for a CPU
  /// @return whether it may be moved
  boolean test(Entity entity);
}
