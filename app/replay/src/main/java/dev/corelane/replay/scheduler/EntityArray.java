package dev.corelane.replay.scheduler;

import java.util.Arrays;

/// Entities in no order, each knowing its place. A queue is looked through as a whole when a thread
/// is picked: with the ten or so threads per CPU that even an overloaded server has, that is faster
/// than a tree which is balanced at every switch.
final class EntityArray {
  private Entity[] entities = new Entity[16];
  private int size;

  int size() {
    return size;
  }

  Entity get(int place) {
    return entities[place];
  }

  void add(Entity entity) {
    if (size == entities.length) {
      entities = Arrays.copyOf(entities, size * 2);
    }
    entity.place = size;
    entities[size++] = entity;
  }

  void remove(Entity entity) {
    int place = entity.place;
    Entity last = entities[--size];
    entities[place] = last;
    last.place = place;
    entity.place = Entity.NOWHERE;
  }
}
