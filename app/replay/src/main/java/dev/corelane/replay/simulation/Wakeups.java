package dev.corelane.replay.simulation;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.simulation.SimThread.State;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Waking a thread: for which CPU, by which way, and whether it replaces who runs there
/// (`try_to_wake_up`, `select_task_rq_fair`, `select_idle_sibling`).
///
/// Of the placement rules those are here that decide where a server's threads go: the last CPU, or
/// the waking one if that is idle or has less to do and the two are no crowd ([Wakees]); then an
/// idle CPU of that cache among those that are looked at ([IdleScan]).
final class Wakeups {
  /// `imbalance_pct` of CPUs that share a cache, half of what is above 100 (`WA_BIAS`).
  private static final double LAST_COUNTS = 1.08;

  private final Kernel kernel;
  private final Topology topology;
  private final SplittableRandom random;

  Wakeups(Kernel kernel, Streams streams) {
    this.kernel = kernel;
    this.topology = kernel.machine.topology();
    this.random = streams.stream(Purpose.WAKE_PLACEMENT, 0);
  }

  /// @param thread blocked, or new
  /// @param from where it is woken
  /// @param waker who does it, null for an interrupt
  void wake(SimThread thread, Cpu from, @Nullable SimThread waker) {
    long now = kernel.nowNs();
    boolean fresh = thread.state == State.NEW;
    Cpu target = thread.delayed() ? thread.cpu : fresh ? fork(thread) : select(thread, from, now);
    thread.runnableSince = now;
    thread.wokenUp = true;
    thread.wakeups++;
    thread.waitSleepNs += now - thread.blockedAt;
    SimThread interrupted = from.current;
    int by = waker != null ? waker.id : interrupted != null ? interrupted.id : -1;
    kernel.observer.waking(now, thread.id, by, from.number, target.number, waker == null);
    if (thread.delayed() || fresh || !byWakeList(from, target)) {
      activate(thread, target, from);
      return;
    }
    thread.state = State.RUNNABLE;
    kernel.idle.remove(target.number);
    target.addToWakeList(thread);
    kernel.sendIpi(target);
  }

  /// `ttwu_queue_cond`: the other CPU takes the thread in itself, by an interrupt.
  private boolean byWakeList(Cpu from, Cpu target) {
    if (from == target || kernel.model.spinlocksSleep()) {
      return false;
    }
    return !topology.shareCache(from.number, target.number) || target.queue.runnable() == 0;
  }

  /// `sched_ttwu_pending`.
  void takeIn(Cpu cpu) {
    for (int i = 0; i < cpu.wakeListSize; i++) {
      activate(cpu.wakeList[i], cpu, cpu);
    }
    cpu.wakeListSize = 0;
  }

  private void activate(SimThread thread, Cpu target, Cpu from) {
    kernel.charge(target);
    boolean fresh = thread.state == State.NEW;
    thread.state = State.RUNNABLE;
    if (thread.cpu != target) {
      if (!fresh) {
        thread.migrations++;
        kernel.observer.migrated(kernel.nowNs(), thread.id, thread.cpu.number, target.number);
      }
      thread.cpu = target;
    }
    if (fresh) {
      target.queue.create(thread);
    } else {
      target.queue.wake(thread);
    }
    kernel.idle.remove(target.number);
    kernel.observer.runnable(kernel.nowNs(), thread.id, target.number);
    if (target.idle()) {
      kernel.markFull(target, from);
    } else {
      kernel.mark(target, target.queue.preempts(thread), from);
    }
    kernel.armSliceEnd(target);
  }

  private Cpu select(SimThread thread, Cpu from, long now) {
    Cpu last = thread.cpu;
    if (thread.params().policy().realTime()) {
      return selectRealTime(thread, last);
    }
    from.wakees().wakes(thread.id, now);
    boolean wide = from.wakees().wide(thread.wakees, topology.cpusPerCache());
    Cpu target = !wide && thread.mayRunOn(from.number) ? affine(thread, from, last) : last;
    if (kernel.idle.has(target.number) && thread.mayRunOn(target.number)) {
      return target;
    }
    if (kernel.idle.has(last.number) && topology.shareCache(last.number, target.number)) {
      return last;
    }
    Cpu recent = thread.recentCpu;
    thread.recentCpu = last;
    if (kernel.idle.has(recent.number)
        && topology.shareCache(recent.number, target.number)
        && thread.mayRunOn(recent.number)) {
      return recent;
    }
    return idleNear(thread, target);
  }

  /// `select_idle_cpu`: the CPUs behind the target, as many as are looked at.
  private Cpu idleNear(SimThread thread, Cpu target) {
    int cpus = topology.cpusPerCache();
    int begin = target.cache * cpus;
    int idle = kernel.idle.find(target.number, begin, begin + cpus, thread);
    int behind = Math.floorMod(idle - target.number - 1, cpus);
    return idle >= 0 && behind < kernel.balancer.looksAt(target.cache) ? kernel.cpus[idle] : target;
  }

  /// `wake_affine`: the waking CPU if it has less load with the thread than the last one without it
  /// has.
  private Cpu affine(SimThread thread, Cpu from, Cpu last) {
    if (from == last || kernel.idle.has(last.number)) {
      return last;
    }
    if (kernel.idle.has(from.number) && topology.shareCache(from.number, last.number)) {
      return from;
    }
    long now = kernel.nowNs();
    double load = thread.load(now);
    double here = from.queue.load(now) + load;
    double there = (last.queue.load(now) - load) * LAST_COUNTS;
    return here < there ? from : last;
  }

  private static int load(Cpu cpu) {
    return cpu.queue.runnable() + cpu.wakeListSize;
  }

  /// `select_task_rq_rt`: away from a CPU whose thread it cannot replace, to one it can.
  private Cpu selectRealTime(SimThread thread, Cpu last) {
    if (replaces(thread, last)) {
      return last;
    }
    int idle = kernel.idle.find(last.number, 0, topology.cpus(), thread);
    if (idle >= 0) {
      return kernel.cpus[idle];
    }
    for (Cpu cpu : kernel.cpus) {
      if (thread.mayRunOn(cpu.number) && replaces(thread, cpu)) {
        return cpu;
      }
    }
    return last;
  }

  private static boolean replaces(SimThread thread, Cpu cpu) {
    SimThread current = cpu.current;
    return current == null
        || !current.params().policy().realTime()
        || current.params().priority() < thread.params().priority();
  }

  /// A new thread goes to the CPU with the least to do; of several, the seed chooses.
  private Cpu fork(SimThread thread) {
    Cpu best = thread.cpu;
    int least = Integer.MAX_VALUE;
    int equal = 0;
    for (Cpu cpu : kernel.cpus) {
      if (!thread.mayRunOn(cpu.number)) {
        continue;
      }
      int load = load(cpu);
      if (load < least) {
        least = load;
        best = cpu;
        equal = 1;
      } else if (load == least && random.nextInt(++equal) == 0) {
        best = cpu;
      }
    }
    return best;
  }
}
