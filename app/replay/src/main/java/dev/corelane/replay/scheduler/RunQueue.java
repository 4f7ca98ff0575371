package dev.corelane.replay.scheduler;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.SchedulerFeatures;
import dev.corelane.replay.machine.SchedulerFeatures.Algorithm;
import dev.corelane.replay.scheduler.FairQueue.Arrival;
import dev.corelane.replay.scheduler.Session.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The threads of one CPU that run or wait for it: real-time class before fair class.
public final class RunQueue {
  private final int cpu;
  private final LongSupplier clock;
  private final boolean groups;
  private final FairQueue fair;

  /// Groups that weigh here.
  private final List<Part> parts = new ArrayList<>();

  private final RealTimeQueue realTime = new RealTimeQueue();

  /// Load of those that run, wait or sleep here (`load_avg` of the fair class).
  private final LoadAverage load = new LoadAverage(0);

  private @Nullable Entity running;
  private int runnable;

  /// @param machine whose rules apply
  /// @param cpu number of the CPU
  /// @param clock tells the time, ns
  public RunQueue(Machine machine, int cpu, LongSupplier clock) {
    SchedulerFeatures features = machine.features();
    this.cpu = cpu;
    this.clock = clock;
    this.groups = features.autogroup();
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
    if (competitor(current) instanceof Part part) {
      fair.reweigh(part, part.ticks(clock.getAsLong()));
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
    if (last != null && last != this && !grouped(entity) && last.fair instanceof CfsQueue old) {
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

  /// @param nowNs the time, ns
  /// @return weights of the fair class, averaged over time
  public double load(long nowNs) {
    return load.at(nowNs);
  }

  void loadMoves(long nowNs, double part) {
    load.move(nowNs, part);
  }

  private double weight(Entity entity) {
    return grouped(entity) ? Weights.UNIT : entity.weight;
  }

  private void add(Entity entity, Arrival arrival) {
    entity.queue = this;
    if (!entity.realTime()) {
      long now = clock.getAsLong();
      entity.bringsLoad(now, this);
      entity.loads(now, weight(entity));
      load.change(now, weight(entity));
    }
    if (entity.realTime()) {
      realTime.enqueue(entity);
    } else if (competitor(entity) instanceof Part part) {
      if (!part.listed) {
        part.listed = parts.add(part);
      }
      fair.reweigh(part, part.arrives(clock.getAsLong()));
      // Above the thread, every arrival is a wake-up and every leave a sleep (`enqueue_task_fair`).
      fair.enqueue(part, Arrival.WOKEN);
    } else {
      fair.enqueue(entity, arrival);
    }
    runnable++;
  }

  private boolean grouped(Entity entity) {
    return groups && entity.session() != null;
  }

  /// Who stands in the queue for a thread.
  private Entity competitor(Entity thread) {
    Session session = groups ? thread.session() : null;
    return session == null ? thread : session.on(cpu);
  }

  /// The CPU looks at the load of those that sleep or are gone (`update_blocked_averages`).
  public void lookAtBlocked() {
    long now = clock.getAsLong();
    for (int i = parts.size() - 1; i >= 0; i--) {
      Part part = parts.get(i);
      part.listed = part.looksAtBlocked(now);
      if (!part.listed) {
        parts.set(i, parts.getLast());
        parts.removeLast();
      }
    }
  }

  /// The running thread blocks or exits; its time was charged before.
  ///
  /// @param entity the running thread
  public void block(Entity entity) {
    runnable--;
    if (entity.realTime()) {
      realTime.dequeue(entity);
    } else {
      entity.loads(clock.getAsLong(), 0);
      load.change(clock.getAsLong(), -weight(entity));
      Entity competitor = competitor(entity);
      if (competitor instanceof Part part) {
        part.blocks(clock.getAsLong());
      }
      fair.dequeue(competitor, true);
    }
  }

  /// Takes a waiting thread out, to another CPU.
  ///
  /// @param entity a thread that waits here
  public void moveAway(Entity entity) {
    runnable--;
    if (!entity.realTime()) {
      load.change(clock.getAsLong(), -weight(entity));
    }
    if (entity.realTime()) {
      realTime.dequeue(entity);
    } else if (competitor(entity) instanceof Part part) {
      part.leaves(clock.getAsLong());
      fair.dequeue(part, true);
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
      if (entity == null) {
        return null;
      }
      if (!entity.delayed) {
        return entity.thread();
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
    if (last != null && !last.realTime() && fair.running == competitor(last)) {
      fair.putRunning();
    }
    running = next;
    if (next == null) {
      return;
    }
    if (next.realTime()) {
      realTime.setRunning(next);
    } else {
      fair.setRunning(competitor(next));
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
    boolean idle = current.params.policy() == Policy.IDLE && !grouped(current);
    if (idle && (policy != Policy.IDLE || grouped(woken))) {
      return Verdict.REPLACE_FAIR;
    }
    if (policy != Policy.NORMAL) {
      return Verdict.KEEP;
    }
    return fair.preempts(competitor(woken)) ? Verdict.REPLACE_FAIR : Verdict.KEEP;
  }

  /// `sched_yield` of the running thread, whose time was charged before.
  public void yieldCpu() {
    Entity current = running;
    if (current == null) {
      return;
    }
    if (current.realTime()) {
      realTime.yieldCpu(current);
    } else if (!grouped(current)) {
      // In a group of its own there is nobody to yield to.
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
    Entity found = fair.findMovable(entity -> movable.test(entity.thread()));
    return found == null ? null : found.thread();
  }

  /// Checks the invariants of the queue.
  ///
  /// @throws IllegalStateException if one is broken
  public void check() {
    fair.check();
  }
}
