package dev.corelane.replay.scheduler;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.SchedulerFeatures;
import dev.corelane.replay.machine.SchedulerFeatures.Algorithm;
import dev.corelane.replay.scheduler.FairQueue.Arrival;
import org.jspecify.annotations.Nullable;

/// The threads of one CPU that run or wait for it: real-time class before fair class.
public final class RunQueue {
  private final FairQueue fair;
  private final RealTimeQueue realTime = new RealTimeQueue();
  private @Nullable Entity running;
  private int runnable;

  /// @param machine whose rules apply
  public RunQueue(Machine machine) {
    SchedulerFeatures features = machine.features();
    this.fair =
        features.algorithm() == Algorithm.EEVDF
            ? new EevdfQueue(features, machine.sliceNs(), machine.tickNs())
            : new CfsQueue(machine.sliceNs(), SchedulerFeatures.scale(machine.topology().cpus()));
  }

  /// @return how many threads run or wait here, sleepers that stay queued not counted
  public int runnable() {
    return runnable;
  }

  /// @return whether threads of the real-time class run or wait here
  public boolean hasRealTime() {
    return realTime.queued() > 0;
  }

  /// @return the running thread, null if the CPU is idle
  public @Nullable Entity running() {
    return running;
  }

  /// @param ns the running thread ran so long since the last call (`update_curr`)
  /// @return whether it is to be replaced
  public Verdict charge(long ns) {
    Entity current = running;
    if (current == null) {
      return Verdict.KEEP;
    }
    if (current.realTime()) {
      realTime.charge(current, ns);
      return Verdict.KEEP;
    }
    return fair.charge(ns) ? Verdict.REPLACE_FAIR : Verdict.KEEP;
  }

  /// The class's part of a tick; the time was charged before.
  ///
  /// @return whether the running thread is to be replaced
  public Verdict tick() {
    Entity current = running;
    if (current == null) {
      return Verdict.KEEP;
    }
    if (current.realTime()) {
      return realTime.tick(current) ? Verdict.REPLACE : Verdict.KEEP;
    }
    return fair.tick() ? Verdict.REPLACE_FAIR : Verdict.KEEP;
  }

  /// Adds a new thread.
  ///
  /// @param entity it
  public void create(Entity entity) {
    add(entity, Arrival.CREATED);
  }

  /// Adds a thread that woke up, or counts it again if it stayed here.
  ///
  /// @param entity it
  public void wake(Entity entity) {
    RunQueue last = entity.queue;
    if (last != null && last != this && last.fair instanceof CfsQueue old) {
      old.leave(entity);
    }
    add(entity, Arrival.WOKEN);
  }

  /// Adds a thread that waited on another CPU.
  ///
  /// @param entity it
  public void moveHere(Entity entity) {
    add(entity, Arrival.MIGRATED);
  }

  private void add(Entity entity, Arrival arrival) {
    entity.queue = this;
    if (entity.realTime()) {
      realTime.enqueue(entity);
    } else {
      fair.enqueue(entity, arrival);
    }
    runnable++;
  }

  /// The running thread blocks or exits; its time was charged before.
  ///
  /// @param entity the running thread
  public void block(Entity entity) {
    runnable--;
    if (entity.realTime()) {
      realTime.dequeue(entity);
    } else {
      fair.dequeue(entity, true);
    }
  }

  /// Takes a waiting thread out, to another CPU.
  ///
  /// @param entity a thread that waits here
  public void moveAway(Entity entity) {
    runnable--;
    if (entity.realTime()) {
      realTime.dequeue(entity);
    } else {
      fair.dequeue(entity, false);
    }
  }

  /// Chooses who runs next; sleepers whose turn comes leave the queue. The running thread, if it
  /// can still run, is one of the candidates.
  ///
  /// @return it, null for idle
  public @Nullable Entity pick() {
    Entity best = realTime.pick();
    if (best != null) {
      return best;
    }
    while (true) {
      Entity entity = fair.pick();
      if (entity == null || !entity.delayed) {
        return entity;
      }
      if (entity == fair.running) {
        fair.putRunning();
      }
      fair.dequeue(entity, true);
    }
  }

  /// Makes a thread the running one; the last one waits, unless it was blocked.
  ///
  /// @param next what [#pick] returned
  public void run(@Nullable Entity next) {
    Entity last = running;
    if (last == next) {
      return;
    }
    if (last != null && !last.realTime() && fair.running == last) {
      fair.putRunning();
    }
    running = next;
    if (next == null) {
      return;
    }
    if (next.realTime()) {
      realTime.setRunning(next);
    } else {
      fair.setRunning(next);
    }
  }

  /// @param woken a thread just added
  /// @return whether it is to replace the running one (`wakeup_preempt`); not asked of an idle CPU
  public Verdict preempts(Entity woken) {
    Entity current = running;
    if (current == null) {
      return Verdict.REPLACE;
    }
    if (woken.realTime()) {
      return !current.realTime() || woken.params.priority() > current.params.priority()
          ? Verdict.REPLACE
          : Verdict.KEEP;
    }
    if (current.realTime()) {
      return Verdict.KEEP;
    }
    Policy policy = woken.params.policy();
    if (current.params.policy() == Policy.IDLE && policy != Policy.IDLE) {
      return Verdict.REPLACE_FAIR;
    }
    if (policy != Policy.NORMAL) {
      return Verdict.KEEP;
    }
    return fair.preempts(woken) ? Verdict.REPLACE_FAIR : Verdict.KEEP;
  }

  /// `sched_yield` of the running thread, whose time was charged before.
  public void yieldCpu() {
    Entity current = running;
    if (current == null) {
      return;
    }
    if (current.realTime()) {
      realTime.yieldCpu(current);
    } else {
      fair.yieldCpu();
    }
  }

  /// @return CPU time until the slice of the running thread is used up; `Long.MAX_VALUE` if nobody
  ///   waits for its end
  public long sliceLeftNs() {
    Entity current = running;
    return current == null || current.realTime() || fair.queued() <= 1
        ? Long.MAX_VALUE
        : fair.sliceLeftNs();
  }

  /// @param movable what may be moved
  /// @return a thread that waits here and may be moved, null if there is none
  public @Nullable Entity findMovable(Movable movable) {
    Entity current = running;
    if (current != null && realTime.queued() > 0) {
      Entity found = realTime.findMovable(current, movable);
      if (found != null) {
        return found;
      }
    }
    return fair.findMovable(movable);
  }

  /// Checks the invariants of the queue.
  ///
  /// @throws IllegalStateException if one is broken
  public void check() {
    fair.check();
  }
}
