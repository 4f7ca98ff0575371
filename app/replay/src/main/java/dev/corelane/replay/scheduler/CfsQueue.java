package dev.corelane.replay.scheduler;

import org.jspecify.annotations.Nullable;

/// The completely fair scheduler (to Linux 6.5, kernel/sched/fair.c of 6.1): the smallest virtual
/// runtime is picked, slices are shares of a period, a woken thread preempts when it is behind by
/// more than the wake-up granularity.
final class CfsQueue extends FairQueue {
  private static final long LATENCY_NS = 6_000_000;
  private static final long WAKEUP_GRANULARITY_NS = 1_000_000;
  private static final int LATENCY_THREADS = 8;

  private final long latencyNs;
  private final long minGranularityNs;
  private final long wakeupGranularityNs;
  private final EntityArray waiting = new EntityArray();
  private long minVruntime;
  private long weightSum;
  private long arrivals;

  /// The one that a wake-up displaced last, preferred if that is not too unfair (`LAST_BUDDY`).
  private @Nullable Entity displaced;

  private @Nullable Entity skipped;

  CfsQueue(long minGranularityNs, int scale) {
    this.latencyNs = LATENCY_NS * scale;
    this.minGranularityNs = minGranularityNs;
    this.wakeupGranularityNs = WAKEUP_GRANULARITY_NS * scale;
  }

  @Override
  int queued() {
    return waiting.size() + (running != null && running.queued ? 1 : 0);
  }

  @Override
  void enqueue(Entity entity, Arrival arrival) {
    switch (arrival) {
      case CREATED -> {
        entity.queued = true;
        weightSum += entity.weight;
        entity.vruntime = minVruntime + Weights.virtual(slice(entity), entity.weight);
        insert(entity);
        return;
      }
      case WOKEN -> {
        if (entity.relativeDeadline) {
          entity.vruntime += minVruntime;
        }
        entity.vruntime = Math.max(entity.vruntime, minVruntime - latencyNs / 2);
      }
      case MIGRATED -> entity.vruntime += minVruntime;
    }
    entity.relativeDeadline = false;
    entity.queued = true;
    weightSum += entity.weight;
    insert(entity);
  }

  @Override
  boolean dequeue(Entity entity, boolean asleep) {
    entity.queued = false;
    weightSum -= entity.weight;
    if (displaced == entity) {
      displaced = null;
    }
    if (entity != running) {
      waiting.remove(entity);
    }
    if (!asleep) {
      entity.vruntime -= minVruntime;
    }
    moveMinimum();
    return true;
  }

  /// A sleeper that wakes up on another CPU takes only its distance with it.
  void leave(Entity asleep) {
    asleep.vruntime -= minVruntime;
    asleep.relativeDeadline = true;
  }

  @Override
  @Nullable Entity pick() {
    Entity left = leftmost();
    Entity current = running != null && running.queued ? running : null;
    if (left == null || (current != null && current.vruntime < left.vruntime)) {
      left = current;
    }
    if (left == null) {
      return null;
    }
    Entity chosen = left;
    if (skipped == left) {
      Entity second = secondAfter(left);
      if (second != null && compareForWakeup(second, left) < 1) {
        chosen = second;
      }
    }
    if (displaced != null && displaced.queued && compareForWakeup(displaced, left) < 1) {
      chosen = displaced;
    }
    displaced = null;
    skipped = null;
    return chosen;
  }

  @Override
  void reweigh(Entity entity, int weight) {
    weightSum += entity.queued ? weight - entity.weight : 0;
    entity.weight = weight;
  }

  @Override
  void setRunning(Entity entity) {
    if (entity.place != Entity.NOWHERE) {
      waiting.remove(entity);
      entity.ranNs = 0;
    }
    running = entity;
  }

  @Override
  void putRunning() {
    Entity last = running;
    running = null;
    if (last != null && last.queued) {
      insert(last);
    }
  }

  @Override
  boolean charge(long ns) {
    if (running != null && ns > 0) {
      running.vruntime += Weights.virtual(ns, running.weight);
      running.ranNs += ns;
      moveMinimum();
    }
    return false;
  }

  /// `check_preempt_tick`.
  @Override
  boolean tick() {
    Entity current = running;
    if (current == null || queued() <= 1) {
      return false;
    }
    long ideal = slice(current);
    if (current.ranNs > ideal) {
      return true;
    }
    if (current.ranNs < minGranularityNs) {
      return false;
    }
    Entity left = leftmost();
    return left != null && current.vruntime - left.vruntime > ideal;
  }

  @Override
  boolean preempts(Entity woken) {
    Entity current = running;
    if (current == null) {
      return true;
    }
    if (compareForWakeup(current, woken) < 1) {
      return false;
    }
    if (queued() >= LATENCY_THREADS) {
      displaced = current;
    }
    return true;
  }

  /// `wakeup_preempt_entity`: 1 if the second is behind the first by more than the granularity.
  private int compareForWakeup(Entity first, Entity second) {
    long behind = first.vruntime - second.vruntime;
    if (behind <= 0) {
      return -1;
    }
    return behind > Weights.virtual(wakeupGranularityNs, second.weight) ? 1 : 0;
  }

  @Override
  void yieldCpu() {
    skipped = running;
  }

  @Override
  long sliceLeftNs() {
    Entity current = running;
    return current == null ? Long.MAX_VALUE : Math.max(0, slice(current) - current.ranNs);
  }

  /// `sched_slice`.
  private long slice(Entity entity) {
    int threads = queued() + (entity.place == Entity.NOWHERE && entity != running ? 1 : 0);
    long period = threads > LATENCY_THREADS ? threads * minGranularityNs : latencyNs;
    return Math.max(minGranularityNs, period * entity.weight / Math.max(entity.weight, weightSum));
  }

  @Override
  @Nullable Entity findMovable(Movable movable) {
    Entity found = null;
    for (int i = 0; i < waiting.size(); i++) {
      Entity entity = waiting.get(i);
      if ((found == null || entity.enqueuedAs < found.enqueuedAs) && movable.test(entity)) {
        found = entity;
      }
    }
    return found;
  }

  private @Nullable Entity leftmost() {
    Entity least = null;
    for (int i = 0; i < waiting.size(); i++) {
      Entity entity = waiting.get(i);
      if (least == null || before(entity, least)) {
        least = entity;
      }
    }
    return least;
  }

  private @Nullable Entity secondAfter(Entity first) {
    Entity least = null;
    for (int i = 0; i < waiting.size(); i++) {
      Entity entity = waiting.get(i);
      if (entity != first && (least == null || before(entity, least))) {
        least = entity;
      }
    }
    return least;
  }

  private static boolean before(Entity one, Entity other) {
    return one.vruntime != other.vruntime
        ? one.vruntime < other.vruntime
        : one.enqueuedAs < other.enqueuedAs;
  }

  private void insert(Entity entity) {
    entity.enqueuedAs = arrivals++;
    waiting.add(entity);
  }

  /// `update_min_vruntime`: it never goes back.
  private void moveMinimum() {
    Entity left = leftmost();
    long least = left == null ? Long.MAX_VALUE : left.vruntime;
    if (running != null && running.queued) {
      least = Math.min(least, running.vruntime);
    }
    if (least != Long.MAX_VALUE) {
      minVruntime = Math.max(minVruntime, least);
    }
  }

  @Override
  void check() {
    for (int i = 0; i < waiting.size(); i++) {
      if (!waiting.get(i).queued) {
        throw new IllegalStateException("An entity waits that is not queued");
      }
    }
  }
}
