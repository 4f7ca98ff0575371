package dev.corelane.analysis.load;

import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.HashSet;
import java.util.Set;

/// The load of a short timeline, by looking at every nanosecond of it anew.
final class SlowLoad {
  final long[] busyNs;
  final long[] idleNs;
  final long[] unknownNs;
  final DepthProfile[] waiting;
  final DepthProfile[] runnable;
  final DepthProfile allWaiting = new DepthProfile();
  final DepthProfile allRunnable = new DepthProfile();
  long wallNs;
  long lostCpuNs;
  long provenNs;

  private final Timeline timeline;

  SlowLoad(Timeline timeline, long fromNs, long toNs) {
    this.timeline = timeline;
    int cpus = timeline.cpus().size();
    busyNs = new long[cpus];
    idleNs = new long[cpus];
    unknownNs = new long[cpus];
    waiting = new DepthProfile[cpus];
    runnable = new DepthProfile[cpus];
    for (int c = 0; c < cpus; c++) {
      waiting[c] = new DepthProfile();
      runnable[c] = new DepthProfile();
    }
    for (long t = fromNs; t < toNs; t++) {
      at(t);
    }
  }

  private void at(long t) {
    int cpus = busyNs.length;
    int[] queued = new int[cpus];
    int[] running = new int[cpus];
    int all = 0;
    int busy = 0;
    int known = 0;
    for (int c = 0; c < cpus; c++) {
      running[c] = runningAt(c, t);
      busy += running[c] > Task.UNKNOWN ? 1 : 0;
      known += running[c] == Task.UNKNOWN ? 0 : 1;
    }
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      if (waits(task, t)) {
        all++;
        if (placeAt(task, t) >= 0) {
          queued[placeAt(task, t)]++;
        }
      }
    }
    Set<Integer> idle = new HashSet<>();
    for (int c = 0; c < cpus; c++) {
      if (running[c] == Task.UNKNOWN) {
        unknownNs[c]++;
        continue;
      }
      waiting[c].add(queued[c], 1);
      runnable[c].add(queued[c] + (running[c] == Task.IDLE ? 0 : 1), 1);
      if (running[c] == Task.IDLE) {
        idleNs[c]++;
        if (queued[c] == 0) {
          idle.add(c);
        }
      } else {
        busyNs[c]++;
      }
    }
    if (known > 0) {
      allWaiting.add(all, 1);
      allRunnable.add(all + busy, 1);
    }
    int stuck = 0;
    boolean proven = false;
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      int place = waits(task, t) ? placeAt(task, t) : -1;
      if (place >= 0 && running[place] > Task.UNKNOWN) {
        stuck++;
        proven |= idle.stream().anyMatch(ranOn(task)::contains);
      }
    }
    int lost = Math.min(idle.size(), stuck);
    lostCpuNs += lost;
    wallNs += lost > 0 ? 1 : 0;
    provenNs += lost > 0 && proven ? 1 : 0;
  }

  private int runningAt(int cpu, long t) {
    CpuSlices lane = timeline.slices(cpu);
    for (long i = 0; i < lane.count(); i++) {
      if (lane.startNs(i) <= t && t < lane.endNs(i)) {
        return lane.task(i);
      }
    }
    return Task.UNKNOWN;
  }

  private Set<Integer> ranOn(int task) {
    Set<Integer> cpus = new HashSet<>();
    for (int c = 0; c < busyNs.length; c++) {
      CpuSlices lane = timeline.slices(c);
      for (long i = 0; i < lane.count(); i++) {
        if (lane.task(i) == task) {
          cpus.add(c);
        }
      }
    }
    return cpus;
  }

  private boolean waits(int task, long t) {
    return kindAt(task, t).runnable();
  }

  private StateKind kindAt(int task, long t) {
    TaskStates states = timeline.states(task);
    StateKind found = StateKind.UNKNOWN;
    for (long i = 0; i < states.count(); i++) {
      found = states.startNs(i) <= t ? states.kind(i) : found;
    }
    return found;
  }

  /// Where the next recorded move of the same wait leaves from; if there is none, where it runs.
  private int placeAt(int task, long t) {
    long end = t;
    while (end < timeline.range().endNs() && waits(task, end)) {
      end++;
    }
    int last = -1;
    for (long row = 0; row < timeline.migrations().size(); row++) {
      Migration move = timeline.migrations().get(row);
      if (move.task() == task && move.timeNs() > t && move.timeNs() < end) {
        return move.fromCpu();
      }
      if (move.task() == task && move.timeNs() <= t && waitedFrom(task, move.timeNs(), t)) {
        last = move.toCpu();
      }
    }
    for (int c = 0; c < busyNs.length; c++) {
      if (runningAt(c, end) == task) {
        return c;
      }
    }
    return last;
  }

  private boolean waitedFrom(int task, long from, long to) {
    for (long t = from; t <= to; t++) {
      if (!waits(task, t)) {
        return false;
      }
    }
    return true;
  }
}
