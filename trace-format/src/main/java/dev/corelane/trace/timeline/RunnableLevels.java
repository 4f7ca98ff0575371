package dev.corelane.trace.timeline;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.Arrays;

/// Adds to the CPU lanes what only the states of the tasks tell: how many wait for the CPU, the
/// longest run delay, and which victims of a preemption held a lock.
///
/// A waiting task counts for the CPU it runs on next, else for the one it was queued at. The states
/// of all tasks are taken in the order of their recording, which reads memory from one end to the
/// other.
final class RunnableLevels {
  private static final long NOT_WAITING = Long.MIN_VALUE;
  private static final int CHECK_EVERY = (1 << 20) - 1;

  private final SchedulingLog log;
  private final LongColumn offCpuStart;
  private final IntColumn offCpuInfo;
  private final LaneBuckets[] lanes;
  private final long[] waitingSince;
  private final int[] queuedAt;
  private final HoldIndex.Cursor[] holds;

  RunnableLevels(SchedulingLog log, Table offCpu, Table holds, int tasks, LaneBuckets[] lanes) {
    this.log = log;
    this.offCpuStart = offCpu.i64("start");
    this.offCpuInfo = offCpu.i32("info");
    this.lanes = lanes;
    this.waitingSince = new long[tasks];
    this.queuedAt = new int[tasks];
    Arrays.fill(waitingSince, NOT_WAITING);
    this.holds = holds.rows() == 0 ? new HoldIndex.Cursor[0] : HoldIndex.of(holds, tasks).cursors();
  }

  void fill(long endNs, ProgressMonitor monitor) {
    long rows = log.ref.rows();
    int[] lastSlice = holds.length == 0 ? new int[0] : new int[waitingSince.length];
    for (long row = 0; row < rows; row++) {
      if ((row & CHECK_EVERY) == 0) {
        monitor.checkCancelled();
      }
      int task = log.refTask.getInt(row);
      int ref = log.ref.getInt(row);
      if (ref >= 0) {
        runs(task, ref);
        if (lastSlice.length > 0) {
          lastSlice[task] = ref + 1;
        }
      } else {
        leaves(task, -1L - ref, lastSlice);
      }
    }
    for (int task = 0; task < waitingSince.length; task++) {
      if (waitingSince[task] != NOT_WAITING) {
        add(queuedAt[task], waitingSince[task], endNs, false);
      }
    }
  }

  private void runs(int task, int ref) {
    long since = waitingSince[task];
    if (since != NOT_WAITING) {
      add(log.cpu.getInt(ref), since, log.start.getLong(ref), true);
      waitingSince[task] = NOT_WAITING;
    }
  }

  private void leaves(int task, long row, int[] lastSlice) {
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
    if (lastSlice.length > 0 && lastSlice[task] > 0) {
      int slice = lastSlice[task] - 1;
      lastSlice[task] = 0;
      if (SliceInfo.end(log.info.getInt(slice)).involuntary() && holds[task].heldAt(start)) {
        LaneBuckets lane = lanes[log.cpu.getInt(slice)];
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
