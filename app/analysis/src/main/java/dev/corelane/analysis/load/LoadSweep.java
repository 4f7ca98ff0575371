package dev.corelane.analysis.load;

import dev.corelane.analysis.TimeSort;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.BitSet;

/// Goes through a part of a timeline from its start to its end with the run queues of all CPUs in
/// mind.
final class LoadSweep {
  private final LoadTotals totals;
  private final SeenCpus seen;
  private final QueuedWaits waits;
  private final Switches switches;
  private final long toNs;
  private final int[] running;
  private final int[] queued;
  private final int[] free;
  private final long[] since;
  private final int[] active;
  private final int[] placeOf;
  private final BitSet idleCpus = new BitSet();
  private int activeCount;
  private int knownCpus;
  private int busyCpus;
  private int stuck;
  private long now;

  /// @param totals added to
  /// @param waits of the part
  LoadSweep(
      Timeline timeline,
      SeenCpus seen,
      QueuedWaits waits,
      long fromNs,
      long toNs,
      LoadTotals totals) {
    int cpus = timeline.cpus().size();
    this.seen = seen;
    this.waits = waits;
    this.totals = totals;
    running = new int[cpus];
    Arrays.fill(running, Task.UNKNOWN);
    queued = new int[cpus];
    free = new int[cpus];
    since = new long[cpus];
    Arrays.fill(since, fromNs);
    now = fromNs;
    active = new int[waits.size];
    placeOf = new int[waits.size];
    this.toNs = toNs;
    switches = new Switches(timeline, fromNs, toNs);
  }

  /// Goes through the part, once.
  void sweep() {
    int[] byStart = TimeSort.order(waits.start, waits.size);
    int[] byEnd = TimeSort.order(waits.end, waits.size);
    int[] bySwitch = TimeSort.order(switches.time, switches.size);
    int begun = 0;
    int ended = 0;
    int switched = 0;
    while (now < toNs) {
      while (ended < byEnd.length && waits.end[byEnd[ended]] <= now) {
        end(byEnd[ended++]);
      }
      while (switched < bySwitch.length && switches.time[bySwitch[switched]] <= now) {
        int s = bySwitch[switched++];
        run(switches.cpu[s], switches.task[s]);
      }
      while (begun < byStart.length && waits.start[byStart[begun]] <= now) {
        begin(byStart[begun++]);
      }
      long next = toNs;
      next = ended < byEnd.length ? Math.min(next, waits.end[byEnd[ended]]) : next;
      next = begun < byStart.length ? Math.min(next, waits.start[byStart[begun]]) : next;
      next = switched < bySwitch.length ? Math.min(next, switches.time[bySwitch[switched]]) : next;
      advance(next);
    }
    for (int c = 0; c < running.length; c++) {
      account(c);
    }
  }

  private void advance(long next) {
    long ns = next - now;
    if (knownCpus > 0) {
      totals.allWaiting.add(activeCount, ns);
      totals.allRunnable.add(activeCount + busyCpus, ns);
    }
    int lost = Math.min(idleCpus.cardinality(), stuck);
    if (lost > 0) {
      totals.wallNs += ns;
      totals.lostCpuNs += lost * ns;
      IdleSpell spell = spell(next);
      totals.provenNs += spell.ranThere() ? ns : 0;
      totals.spells.add(spell);
    }
    now = next;
  }

  /// A pair of a waiting thread and an idle CPU, if there is one, such that it ran there once.
  private IdleSpell spell(long next) {
    int any = -1;
    for (int i = 0; i < activeCount; i++) {
      int wait = active[i];
      if (!isStuck(wait)) {
        continue;
      }
      any = wait;
      BitSet cpus = seen.of(waits.task[wait]);
      if (cpus.intersects(idleCpus)) {
        int cpu = idleCpus.nextSetBit(0);
        while (!cpus.get(cpu)) {
          cpu = idleCpus.nextSetBit(cpu + 1);
        }
        return new IdleSpell(now, next, cpu, waits.task[wait], waits.cpu[wait], true);
      }
    }
    return new IdleSpell(now, next, idleCpus.nextSetBit(0), waits.task[any], waits.cpu[any], false);
  }

  private boolean isStuck(int wait) {
    int cpu = waits.cpu[wait];
    return cpu >= 0 && running[cpu] > Task.UNKNOWN && !seen.mayBeBound(waits.task[wait]);
  }

  private void begin(int wait) {
    placeOf[wait] = activeCount;
    active[activeCount++] = wait;
    queue(wait, 1);
  }

  private void end(int wait) {
    int last = active[--activeCount];
    active[placeOf[wait]] = last;
    placeOf[last] = placeOf[wait];
    queue(wait, -1);
  }

  private void queue(int wait, int change) {
    int cpu = waits.cpu[wait];
    if (cpu < 0) {
      return;
    }
    account(cpu);
    leave(cpu);
    queued[cpu] += change;
    free[cpu] += seen.mayBeBound(waits.task[wait]) ? 0 : change;
    enter(cpu);
  }

  private void run(int cpu, int task) {
    account(cpu);
    leave(cpu);
    running[cpu] = task;
    enter(cpu);
  }

  /// Takes a CPU out of the numbers that hold for all, before it changes.
  private void leave(int cpu) {
    boolean busy = running[cpu] > Task.UNKNOWN;
    busyCpus -= busy ? 1 : 0;
    knownCpus -= running[cpu] == Task.UNKNOWN ? 0 : 1;
    stuck -= busy ? free[cpu] : 0;
  }

  private void enter(int cpu) {
    boolean busy = running[cpu] > Task.UNKNOWN;
    busyCpus += busy ? 1 : 0;
    knownCpus += running[cpu] == Task.UNKNOWN ? 0 : 1;
    stuck += busy ? free[cpu] : 0;
    idleCpus.set(cpu, running[cpu] == Task.IDLE && queued[cpu] == 0);
  }

  private void account(int cpu) {
    long ns = now - since[cpu];
    since[cpu] = now;
    switch (running[cpu]) {
      case Task.UNKNOWN -> totals.unknownNs[cpu] += ns;
      case Task.IDLE -> {
        totals.idleNs[cpu] += ns;
        totals.waiting[cpu].add(queued[cpu], ns);
        totals.runnable[cpu].add(queued[cpu], ns);
      }
      default -> {
        totals.busyNs[cpu] += ns;
        totals.waiting[cpu].add(queued[cpu], ns);
        totals.runnable[cpu].add(queued[cpu] + 1, ns);
      }
    }
  }

  /// What each CPU turned to, and when.
  private static final class Switches {
    int size;
    long[] time = new long[1024];
    int[] cpu = new int[1024];
    int[] task = new int[1024];

    Switches(Timeline timeline, long fromNs, long toNs) {
      for (Cpu each : timeline.cpus()) {
        CpuSlices lane = timeline.slices(each.index());
        for (long i = Math.max(0, lane.at(fromNs)); i < lane.count(); i++) {
          long start = lane.startNs(i);
          if (start >= toNs) {
            break;
          }
          add(Math.max(start, fromNs), each.index(), lane.task(i));
        }
      }
    }

    private void add(long timeNs, int index, int who) {
      if (size == time.length) {
        int more = size * 2;
        time = Arrays.copyOf(time, more);
        cpu = Arrays.copyOf(cpu, more);
        task = Arrays.copyOf(task, more);
      }
      time[size] = timeNs;
      cpu[size] = index;
      task[size++] = who;
    }
  }
}
