package dev.corelane.trace.timeline;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.Arrays;

/// Adds to the CPU lanes what only the states of the tasks tell: how many wait for the CPU, the
/// longest run delay, and which victims of a preemption held a lock.
///
/// A waiting task counts for the CPU it runs on next, else for the one it was queued at.
final class RunnableLevels {
  private static final long NOT_WAITING = Long.MIN_VALUE;
  private static final int NONE = -1;

  private final LongColumn sliceStart;
  private final IntColumn sliceInfo;
  private final LongColumn offCpuStart;
  private final IntColumn offCpuInfo;
  private final LaneBuckets[] lanes;
  private final long[] waitingSince;
  private final int[] queuedAt;
  private final HoldIndex.Cursor[] holds;

  /// Row in SLICES of the slice that a task has just left, and its CPU; only where there are locks.
  private final int[] lastSlice;

  private final int[] lastCpu;

  RunnableLevels(TableSet tables, int tasks, LaneBuckets[] lanes) {
    Table slices = tables.table(TableSchema.SLICES);
    Table offCpu = tables.table(TableSchema.OFF_CPU);
    Table locks = tables.table(TableSchema.HOLDS);
    this.sliceStart = slices.i64("start");
    this.sliceInfo = slices.i32("info");
    this.offCpuStart = offCpu.i64("start");
    this.offCpuInfo = offCpu.i32("info");
    this.lanes = lanes;
    this.waitingSince = new long[tasks];
    this.queuedAt = new int[tasks];
    Arrays.fill(waitingSince, NOT_WAITING);
    boolean any = locks.rows() > 0;
    this.holds = any ? HoldIndex.of(locks, tasks).cursors() : new HoldIndex.Cursor[0];
    this.lastSlice = new int[any ? tasks : 0];
    this.lastCpu = new int[any ? tasks : 0];
    Arrays.fill(lastSlice, NONE);
  }

  void fill(StateWalk walk, long endNs, ProgressMonitor monitor) {
    for (int n = walk.next(); n > 0; n = walk.next()) {
      monitor.checkCancelled();
      for (int i = 0; i < n; i++) {
        int reference = walk.reference[i];
        if (reference < 0) {
          isOff(walk.task[i], -1 - reference);
        } else {
          runs(walk.task[i], walk.cpu[i], reference);
        }
      }
    }
    for (int task = 0; task < waitingSince.length; task++) {
      if (waitingSince[task] != NOT_WAITING) {
        add(queuedAt[task], waitingSince[task], endNs, false);
      }
    }
  }

  private void runs(int task, int cpu, int row) {
    long since = waitingSince[task];
    if (since != NOT_WAITING) {
      add(cpu, since, sliceStart.get(row), true);
      waitingSince[task] = NOT_WAITING;
    }
    if (lastSlice.length > 0) {
      lastSlice[task] = row;
      lastCpu[task] = cpu;
    }
  }

  private void isOff(int task, int row) {
    int info = offCpuInfo.get(row);
    StateKind kind = OffCpuInfo.kind(info);
    long start = offCpuStart.get(row);
    if (kind.runnable()) {
      if (waitingSince[task] == NOT_WAITING) {
        waitingSince[task] = start;
      }
      queuedAt[task] = OffCpuInfo.cpu(info);
    } else if (waitingSince[task] != NOT_WAITING) {
      add(queuedAt[task], waitingSince[task], start, false);
      waitingSince[task] = NOT_WAITING;
    }
    if (lastSlice.length > 0 && lastSlice[task] != NONE) {
      int slice = lastSlice[task];
      lastSlice[task] = NONE;
      if (SliceInfo.end(sliceInfo.get(slice)).involuntary() && holds[task].heldAt(start)) {
        LaneBuckets lane = lanes[lastCpu[task]];
        lane.holderPreempted[lane.bucket(start)]++;
      }
    }
  }

  private void add(int cpu, long from, long to, boolean ran) {
    if (cpu < 0 || cpu >= lanes.length) {
      return;
    }
    LaneBuckets lane = lanes[cpu];
    lane.addRunnable(from, to);
    if (ran) {
      int b = lane.bucket(to);
      lane.worstDelay[b] = Math.max(lane.worstDelay[b], to - from);
    }
  }
}
