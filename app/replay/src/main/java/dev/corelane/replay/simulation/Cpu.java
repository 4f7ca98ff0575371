package dev.corelane.replay.simulation;

import dev.corelane.replay.engine.Timer;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.scheduler.LoadAverage;
import dev.corelane.replay.scheduler.RunQueue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A CPU of a run.
final class Cpu {
  final int number;
  final int cache;
  final Kernel kernel;
  final RunQueue queue;
  final Timer segment;
  final Timer tick;
  final Timer sliceEnd;
  final Timer ipi;
  final Timer grantEnd;

  private final Wakees idleWakees = new Wakees();

  /// Share of time in which it runs threads (`util_avg`).
  final LoadAverage busy = new LoadAverage(0);

  @Nullable SimThread current;
  boolean needResched;
  boolean needReschedLazy;

  /// Threads woken for this CPU that its next interrupt takes in (`ttwu_queue_wakelist`).
  SimThread[] wakeList = new SimThread[4];

  int wakeListSize;

  /// Until when work and charging of the current thread are accounted; after now while an interrupt
  /// has taken time away.
  long progressedTo;

  long chargedTo;
  long tickOffsetNs;
  long nextBalanceNs;
  long idleSince;

  /// How long it idles at a time, the latest counting most (`rq->avg_idle`).
  long meanIdleNs;

  long idleNs;
  long interruptNs;

  Cpu(int number, Machine machine, Kernel kernel) {
    this.number = number;
    this.cache = machine.topology().cacheOf(number);
    this.kernel = kernel;
    this.queue = new RunQueue(machine, number, kernel::nowNs);
    this.segment = new Timer(Priorities.SEGMENT, now -> kernel.segmentEnds(this));
    this.tick = new Timer(Priorities.TICK, now -> kernel.tick(this));
    this.sliceEnd = new Timer(Priorities.TICK, now -> kernel.sliceEnds(this));
    this.ipi = new Timer(Priorities.IPI, now -> kernel.interrupted(this));
    this.grantEnd = new Timer(Priorities.TICK, now -> kernel.grantEnds(this));
  }

  /// Whom the thread wakes that runs here, or the interrupts that come while none does.
  Wakees wakees() {
    return current == null ? idleWakees : current.wakees;
  }

  boolean idle() {
    return current == null;
  }

  void addToWakeList(SimThread thread) {
    if (wakeListSize == wakeList.length) {
      wakeList = Arrays.copyOf(wakeList, wakeListSize * 2);
    }
    wakeList[wakeListSize++] = thread;
  }
}
