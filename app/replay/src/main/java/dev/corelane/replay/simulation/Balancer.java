package dev.corelane.replay.simulation;

import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.scheduler.Entity;
import dev.corelane.replay.scheduler.Movable;
import dev.corelane.replay.simulation.SimThread.State;

/// Moving waiting threads to where there is less to do: when a CPU runs out of work, at intervals
/// by ticks, and for idle CPUs by a busy one (`sched_balance_newidle`, `sched_balance_rq`,
/// `nohz_balancer_kick`). The queue's length stands for the load.
final class Balancer {
  /// A thread that ran less long ago counts as cache-hot and stays (`sysctl_sched_migration_cost`).
  private static final long HOT_NS = 500_000;

  /// Interval per CPU of a cache while the CPU is busy (`busy_factor` 16 times 1 ms per CPU).
  private static final long BUSY_INTERVAL_NS = 16_000_000;

  private final Kernel kernel;
  private final Topology topology;
  private final Movable movable = this::movable;
  private final IdleScan scan;
  private final long longestMeanIdleNs;
  private int target;

  Balancer(Kernel kernel) {
    this.kernel = kernel;
    this.topology = kernel.machine.topology();
    this.scan = new IdleScan(kernel);
    this.longestMeanIdleNs = 2 * Math.max(HOT_NS, kernel.costs.balanceNs());
    for (Cpu cpu : kernel.cpus) {
      cpu.meanIdleNs = longestMeanIdleNs;
    }
  }

  /// How many CPUs of a cache a wake-up looks at for an idle one.
  int looksAt(int cache) {
    return scan.looksAt(cache);
  }

  /// A CPU begins to idle.
  void idles(Cpu cpu) {
    cpu.busy.set(kernel.nowNs(), 0);
    cpu.idleSince = kernel.nowNs();
  }

  /// It has got something to run (`update_avg`).
  void idled(Cpu cpu, long ns) {
    cpu.busy.set(kernel.nowNs(), 1);
    cpu.idleNs += ns;
    cpu.meanIdleNs = Math.min(cpu.meanIdleNs + (ns - cpu.meanIdleNs) / 8, longestMeanIdleNs);
  }

  /// A CPU is about to idle.
  ///
  /// @return whether it got something to run
  boolean newIdle(Cpu cpu) {
    if (cpu.meanIdleNs < kernel.costs.balanceNs()) {
      return false;
    }
    cpu.queue.lookAtBlocked();
    int begin = cpu.cache * topology.cpusPerCache();
    int end = Math.min(begin + topology.cpusPerCache(), topology.cpus());
    return pull(cpu, begin, end, 2) || (topology.caches() > 1 && pull(cpu, 0, topology.cpus(), 2));
  }

  void tick(Cpu cpu) {
    long now = kernel.nowNs();
    if (cpu.queue.runnable() >= 2 && kernel.idle.count() > 0) {
      helpIdle(cpu);
    }
    if (now < cpu.nextBalanceNs) {
      return;
    }
    cpu.nextBalanceNs = now + BUSY_INTERVAL_NS * topology.cpusPerCache();
    cpu.queue.lookAtBlocked();
    scan.update(cpu.cache);
    int more = cpu.queue.runnable() + 2;
    pull(cpu, 0, topology.cpus(), more);
  }

  /// An idle CPU takes one of the threads that wait here.
  private void helpIdle(Cpu busy) {
    Entity waiting = null;
    for (int word = 0; word < topology.cpus() && waiting == null; word++) {
      if (kernel.idle.has(word)) {
        kernel.cpus[word].queue.lookAtBlocked();
        scan.update(kernel.cpus[word].cache);
        target = word;
        waiting = busy.queue.findMovable(movable);
      }
    }
    if (waiting != null) {
      move((SimThread) waiting, busy, kernel.cpus[target]);
      kernel.markFull(kernel.cpus[target], busy);
    }
  }

  /// @param least a queue must have so many threads to give one away
  private boolean pull(Cpu to, int begin, int end, int least) {
    Cpu busiest = null;
    int most = least - 1;
    for (int i = begin; i < end; i++) {
      Cpu cpu = kernel.cpus[i];
      if (cpu != to && cpu.queue.runnable() > most) {
        busiest = cpu;
        most = cpu.queue.runnable();
      }
    }
    if (busiest == null) {
      return false;
    }
    target = to.number;
    var thread = (SimThread) busiest.queue.findMovable(movable);
    if (thread == null) {
      return false;
    }
    move(thread, busiest, to);
    return true;
  }

  private boolean movable(Entity entity) {
    var thread = (SimThread) entity;
    return thread.state == State.RUNNABLE
        && thread.mayRunOn(target)
        && (thread.switchedOutAt < 0 || kernel.nowNs() - thread.switchedOutAt >= HOT_NS);
  }

  private void move(SimThread thread, Cpu from, Cpu to) {
    kernel.charge(from);
    kernel.charge(to);
    from.queue.moveAway(thread);
    thread.cpu = to;
    thread.migrations++;
    to.queue.moveHere(thread);
    kernel.idle.remove(to.number);
    kernel.observer.migrated(kernel.nowNs(), thread.id, from.number, to.number);
  }
}
