package dev.corelane.replay.scheduler;

import dev.corelane.replay.machine.SchedulerFeatures;
import dev.corelane.replay.machine.SchedulerFeatures.Protection;
import org.jspecify.annotations.Nullable;

/// Earliest eligible virtual deadline first (Linux 6.6 on, kernel/sched/fair.c).
///
/// An entity's virtual runtime advances by `ns · 1024 / weight`. `V` is the mean of all virtual
/// runtimes, weighted; an entity whose virtual runtime is not beyond `V` is owed service and
/// eligible. Of the eligible ones the earliest deadline is picked, and keeps the CPU while it is
/// protected.
final class EevdfQueue extends FairQueue {
  /// How far `V` may be from the reference of the sums before they are moved.
  private static final long REFERENCE_REACH = 1L << 31;

  private final SchedulerFeatures features;
  private final long sliceNs;
  private final long tickNs;
  private final EntityArray waiting = new EntityArray();

  /// Sums over [#waiting] of `weight · (vruntime − reference)` and of `weight`.
  private long reference;

  private long keySum;
  private long weightSum;
  private long arrivals;

  EevdfQueue(SchedulerFeatures features, long sliceNs, long tickNs) {
    this.features = features;
    this.sliceNs = sliceNs;
    this.tickNs = tickNs;
  }

  @Override
  int queued() {
    return waiting.size() + (runningQueued() ? 1 : 0);
  }

  @Override
  void enqueue(Entity entity, Arrival arrival) {
    if (entity.delayed) {
      wakeDelayed(entity);
      return;
    }
    place(entity, arrival);
    entity.queued = true;
    insert(entity);
  }

  /// `requeue_delayed_entity`: what it was owed by now is forgotten, what it owes is not.
  private void wakeDelayed(Entity entity) {
    entity.delayed = false;
    setLag(entity);
    if (entity.lag > 0) {
      remove(entity);
      entity.lag = 0;
      place(entity, Arrival.WOKEN);
      insert(entity);
    }
  }

  /// `place_entity`.
  private void place(Entity entity, Arrival arrival) {
    entity.sliceNs = entity.params.sliceNs() > 0 ? entity.params.sliceNs() : sliceNs;
    long virtualSlice = Weights.virtual(entity.sliceNs, entity.weight);
    long lag = 0;
    if (queued() > 0 && entity.lag != 0) {
      long load = load();
      lag = entity.lag * (load + entity.weight) / load;
    }
    entity.vruntime = virtualTime() - lag;
    if (entity.relativeDeadline) {
      entity.deadline += entity.vruntime;
      entity.relativeDeadline = false;
      return;
    }
    entity.deadline =
        entity.vruntime + (arrival == Arrival.CREATED ? virtualSlice / 2 : virtualSlice);
  }

  @Override
  boolean dequeue(Entity entity, boolean asleep) {
    if (asleep && features.delayDequeue() && !entity.delayed && !eligible(entity)) {
      entity.delayed = true;
      return false;
    }
    setLag(entity);
    if (entity.delayed) {
      entity.delayed = false;
      entity.lag = Math.min(entity.lag, 0);
    }
    if (features.relativeDeadline() && !asleep) {
      entity.deadline -= entity.vruntime;
      entity.relativeDeadline = true;
    }
    if (queued() == 1) {
      moveReference(entity.vruntime);
    }
    entity.queued = false;
    if (entity != running) {
      remove(entity);
    }
    return true;
  }

  /// `update_entity_lag`.
  private void setLag(Entity entity) {
    long limitNs =
        features.lagLimitedByLongestSlice()
            ? longestSliceNs() + tickNs
            : Math.max(2 * entity.sliceNs, tickNs);
    long limit = Weights.virtual(limitNs, entity.weight);
    entity.lag = Math.clamp(virtualTime() - entity.vruntime, -limit, limit);
  }

  /// `reweight_entity`: what it is owed, in time, stays, and so does what is left of its slice.
  /// That moves the deadline, which to 6.16 ends the protection of a running one.
  @Override
  void reweigh(Entity entity, int weight) {
    if (entity.weight == weight) {
      return;
    }
    if (!entity.queued) {
      entity.lag = entity.lag * entity.weight / weight;
      if (entity.relativeDeadline) {
        entity.deadline = entity.deadline * entity.weight / weight;
      }
      entity.weight = weight;
      return;
    }
    long now = virtualTime();
    boolean waits = entity.place != Entity.NOWHERE;
    if (waits) {
      remove(entity);
    }
    entity.vruntime = now + (entity.vruntime - now) * entity.weight / weight;
    entity.deadline = now + (entity.deadline - now) * entity.weight / weight;
    if (features.protection() == Protection.SHORTEST_SLICE) {
      entity.protectedTo = now + (entity.protectedTo - now) * entity.weight / weight;
    }
    entity.weight = weight;
    if (waits) {
      insert(entity);
    }
  }

  @Override
  @Nullable Entity pick() {
    return pick(true);
  }

  /// `pick_eevdf`.
  private @Nullable Entity pick(boolean respectProtection) {
    Entity current = runningQueued() ? running : null;
    if (queued() == 1) {
      return current != null ? current : waiting.get(0);
    }
    long now = virtualTime();
    if (current != null && current.vruntime > now) {
      current = null;
    }
    if (current != null && respectProtection && isProtected(current)) {
      return current;
    }
    Entity best = null;
    for (int i = 0; i < waiting.size(); i++) {
      Entity entity = waiting.get(i);
      if (entity.vruntime <= now && (best == null || before(entity, best))) {
        best = entity;
      }
    }
    // Of equal deadlines that of the waiting one counts.
    return best == null || (current != null && current.deadline < best.deadline) ? current : best;
  }

  private static boolean before(Entity one, Entity other) {
    return one.deadline != other.deadline
        ? one.deadline < other.deadline
        : one.enqueuedAs < other.enqueuedAs;
  }

  private boolean isProtected(Entity entity) {
    return switch (features.protection()) {
      case NONE -> false;
      // The mark is the deadline at the pick; a new slice moves the deadline away from it.
      case UNTIL_DEADLINE -> entity.protectedTo == entity.deadline;
      case SHORTEST_SLICE -> entity.protectedTo > entity.vruntime;
    };
  }

  @Override
  void setRunning(Entity entity) {
    // Before it leaves the tree: the shortest slice is that of the whole queue, its own included.
    running = entity;
    if (entity.place != Entity.NOWHERE) {
      long shortest = features.protection() == Protection.SHORTEST_SLICE ? shortestSliceNs() : 0;
      remove(entity);
      entity.protectedTo = entity.deadline;
      if (features.protection() == Protection.SHORTEST_SLICE && shortest < entity.sliceNs) {
        limitProtection(entity, shortest);
      }
    }
  }

  private static void limitProtection(Entity entity, long ns) {
    entity.protectedTo =
        Math.min(entity.protectedTo, entity.vruntime + Weights.virtual(ns, entity.weight));
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
    Entity current = running;
    if (current == null || ns <= 0) {
      return false;
    }
    current.vruntime += Weights.virtual(ns, current.weight);
    boolean usedUp = current.vruntime >= current.deadline;
    if (usedUp) {
      current.deadline = current.vruntime + Weights.virtual(current.sliceNs, current.weight);
    }
    if (queued() <= 1) {
      return false;
    }
    return usedUp
        || switch (features.protection()) {
          case NONE -> false;
          // `did_preempt_short`: its protection was ended, and it is owed nothing any more.
          case UNTIL_DEADLINE ->
              features.preemptShort() && !isProtected(current) && !eligible(current);
          case SHORTEST_SLICE -> !isProtected(current);
        };
  }

  @Override
  boolean tick() {
    return false;
  }

  @Override
  boolean preempts(Entity woken) {
    Entity current = running;
    if (current == null) {
      return true;
    }
    boolean shorter = features.preemptShort() && woken.sliceNs < current.sliceNs;
    if (features.protection() == Protection.SHORTEST_SLICE) {
      boolean replaces = pick(!shorter) == woken;
      if (replaces && shorter) {
        current.protectedTo = Math.min(current.protectedTo, current.vruntime);
      } else if (shorter) {
        limitProtection(current, shortestSliceNs());
      }
      return replaces;
    }
    if (shorter && eligible(woken) && (before(woken, current) || !eligible(current))) {
      current.protectedTo = current.deadline - 1;
    }
    return pick() == woken;
  }

  @Override
  void yieldCpu() {
    Entity current = running;
    if (current == null) {
      return;
    }
    if (features.yieldForfeits() && eligible(current)) {
      current.vruntime = current.deadline;
    }
    current.deadline += Weights.virtual(current.sliceNs, current.weight);
    current.protectedTo = Math.min(current.protectedTo, current.vruntime);
  }

  @Override
  long sliceLeftNs() {
    Entity current = running;
    if (current == null) {
      return Long.MAX_VALUE;
    }
    boolean shorter =
        features.protection() == Protection.SHORTEST_SLICE
            && current.protectedTo > current.vruntime
            && current.protectedTo < current.deadline;
    long to = shorter ? current.protectedTo : current.deadline;
    return Math.max(0, Weights.real(to - current.vruntime, current.weight));
  }

  @Override
  @Nullable Entity findMovable(Movable movable) {
    Entity found = null;
    for (int i = 0; i < waiting.size(); i++) {
      Entity entity = waiting.get(i);
      if (!entity.delayed
          && (found == null || entity.enqueuedAs < found.enqueuedAs)
          && movable.test(entity)) {
        found = entity;
      }
    }
    return found;
  }

  private boolean runningQueued() {
    return running != null && running.queued;
  }

  private boolean eligible(Entity entity) {
    return entity.vruntime <= virtualTime();
  }

  /// `V`, rounded down (`avg_vruntime`).
  long virtualTime() {
    long sum = keySum;
    long weight = weightSum;
    Entity current = running;
    if (current != null && current.queued) {
      sum += (current.vruntime - reference) * current.weight;
      weight += current.weight;
    }
    return weight == 0 ? reference : reference + Math.floorDiv(sum, weight);
  }

  private long load() {
    return weightSum + (runningQueued() && running != null ? running.weight : 0);
  }

  private long shortestSliceNs() {
    long shortest = running != null && running.queued ? running.sliceNs : Long.MAX_VALUE;
    for (int i = 0; i < waiting.size(); i++) {
      shortest = Math.min(shortest, waiting.get(i).sliceNs);
    }
    return shortest;
  }

  private long longestSliceNs() {
    long longest = running != null && running.queued ? running.sliceNs : 0;
    for (int i = 0; i < waiting.size(); i++) {
      longest = Math.max(longest, waiting.get(i).sliceNs);
    }
    return longest;
  }

  private void insert(Entity entity) {
    entity.enqueuedAs = arrivals++;
    waiting.add(entity);
    keySum += (entity.vruntime - reference) * entity.weight;
    weightSum += entity.weight;
    long now = virtualTime();
    if (now - reference > REFERENCE_REACH) {
      moveReference(now);
    }
  }

  private void remove(Entity entity) {
    waiting.remove(entity);
    keySum -= (entity.vruntime - reference) * entity.weight;
    weightSum -= entity.weight;
  }

  /// Keeps the sums far from the range of `long`, and `V` where it was when the queue runs empty.
  private void moveReference(long to) {
    keySum -= (to - reference) * weightSum;
    reference = to;
  }

  @Override
  void check() {
    long now = virtualTime();
    long sum = 0;
    long weights = 0;
    for (int i = 0; i < waiting.size(); i++) {
      Entity entity = waiting.get(i);
      sum += (now - entity.vruntime) * entity.weight;
      weights += entity.weight;
    }
    if (running != null && running.queued) {
      sum += (now - running.vruntime) * running.weight;
      weights += running.weight;
    }
    if (Math.abs(sum) > weights) {
      throw new IllegalStateException(
          "The lags of a queue add up to " + sum + " over a weight of " + weights);
    }
  }
}
