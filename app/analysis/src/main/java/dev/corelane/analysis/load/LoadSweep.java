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
  private final Lane[] lanes;
  private final int[] active;
  private final int[] placeOf;
  private final BitSet idleCpus = new BitSet();
  private int activeCount;
  private int idleCount;
  private int knownCpus;
  private int busyCpus;
  private int stuck;
  private long now;

  /// A CPU.
  private static final class Lane {
    final int cpu;
    final DepthProfile whileUnknown;
    final DepthProfile whileIdle;
    final DepthProfile whileBusy;

    /// That of the three to which the time since the last change belongs.
    DepthProfile now;

    long since;
    int queued;

    /// Those in the queue that may use other CPUs, too.
    int free;

    /// 1 if something is known of it, else 0.
    int known;

    /// 1 if a thread runs, else 0.
    int busy;

    /// Whether it is idle and nobody waits for it.
    boolean idle;

    Lane(LoadTotals totals, int cpu, long fromNs) {
      this.cpu = cpu;
      whileUnknown = totals.whileUnknown[cpu];
      whileIdle = totals.whileIdle[cpu];
      whileBusy = totals.whileBusy[cpu];
      now = whileUnknown;
      since = fromNs;
    }
  }

  /// @param totals added to
  /// @param waits of the part
  LoadSweep(
      Timeline timeline,
      SeenCpus seen,
      QueuedWaits waits,
      long fromNs,
      long toNs,
      LoadTotals totals) {
    this.seen = seen;
    this.waits = waits;
    this.totals = totals;
    lanes = new Lane[timeline.cpus().size()];
    Arrays.setAll(lanes, cpu -> new Lane(totals, cpu, fromNs));
    now = fromNs;
    active = new int[waits.size];
    placeOf = new int[waits.size];
    this.toNs = toNs;
    switches = new Switches(timeline, fromNs, toNs);
  }

  /// Goes through the part, once. At one and the same time, waits end first, then CPUs switch, then
  /// waits begin.
  void sweep() {
    int turns = waits.size + switches.size;
    long[] times = new long[turns + waits.size];
    System.arraycopy(waits.end, 0, times, 0, waits.size);
    System.arraycopy(switches.time, 0, times, waits.size, switches.size);
    System.arraycopy(waits.start, 0, times, turns, waits.size);
    for (int next : TimeSort.order(times, times.length)) {
      if (times[next] >= toNs) {
        break;
      }
      if (times[next] > now) {
        advance(times[next]);
      }
      if (next < waits.size) {
        end(next);
      } else if (next < turns) {
        run(switches.cpu[next - waits.size], switches.task[next - waits.size]);
      } else {
        begin(next - turns);
      }
    }
    advance(toNs);
    for (Lane lane : lanes) {
      account(lane);
    }
  }

  private void advance(long next) {
    long ns = next - now;
    if (knownCpus > 0) {
      totals.allWaiting.add(activeCount, ns);
      totals.allRunnable.add(activeCount + busyCpus, ns);
    }
    int lost = Math.min(idleCount, stuck);
    if (lost > 0) {
      totals.wallNs += ns;
      totals.lostCpuNs += lost * ns;
      int proven = ranOnIdleCpu();
      totals.provenNs += proven >= 0 ? ns : 0;
      if (!totals.spells.longer(now, next)) {
        totals.spells.add(spell(next, proven));
      }
    }
    now = next;
  }

  /// A wait of a thread that ran on one of the CPUs that are idle now, -1 if there is none.
  private int ranOnIdleCpu() {
    for (int i = 0; i < activeCount; i++) {
      int wait = active[i];
      if (isStuck(wait) && seen.of(waits.task[wait]).intersects(idleCpus)) {
        return wait;
      }
    }
    return -1;
  }

  /// A pair of a waiting thread and an idle CPU, if there is one, such that it ran there once.
  private IdleSpell spell(long next, int proven) {
    int cpu = idleCpus.nextSetBit(0);
    int wait = proven;
    if (proven >= 0) {
      BitSet cpus = seen.of(waits.task[proven]);
      while (!cpus.get(cpu)) {
        cpu = idleCpus.nextSetBit(cpu + 1);
      }
    } else {
      wait = active[activeCount - 1];
      for (int i = activeCount - 1; !isStuck(wait); i--) {
        wait = active[i];
      }
    }
    return new IdleSpell(now, next, cpu, waits.task[wait], waits.cpu[wait], proven >= 0);
  }

  private boolean isStuck(int wait) {
    int cpu = waits.cpu[wait];
    return cpu >= 0 && lanes[cpu].busy != 0 && !seen.mayBeBound(waits.task[wait]);
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
    Lane lane = lanes[cpu];
    account(lane);
    int freeChange = seen.mayBeBound(waits.task[wait]) ? 0 : change;
    lane.queued += change;
    lane.free += freeChange;
    stuck += lane.busy * freeChange;
    findIdle(lane);
  }

  private void run(int cpu, int task) {
    Lane lane = lanes[cpu];
    account(lane);
    int known = task == Task.UNKNOWN ? 0 : 1;
    int busy = task > Task.UNKNOWN ? 1 : 0;
    knownCpus += known - lane.known;
    busyCpus += busy - lane.busy;
    stuck += (busy - lane.busy) * lane.free;
    lane.known = known;
    lane.busy = busy;
    lane.now = busy != 0 ? lane.whileBusy : known != 0 ? lane.whileIdle : lane.whileUnknown;
    findIdle(lane);
  }

  private void findIdle(Lane lane) {
    boolean idle = lane.known > lane.busy && lane.queued == 0;
    if (idle != lane.idle) {
      lane.idle = idle;
      idleCpus.flip(lane.cpu);
      idleCount += idle ? 1 : -1;
    }
  }

  private void account(Lane lane) {
    lane.now.add(lane.queued, now - lane.since);
    lane.since = now;
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
