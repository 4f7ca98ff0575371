package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import java.util.Arrays;

/// Slices and references to states in the order in which they are recorded, before they are grouped
/// by CPU and by task.
final class SchedulingLog implements AutoCloseable {
  private static final int UNKNOWN_SLICE =
      SliceInfo.pack(
          SliceEnd.UNKNOWN, ' ', Provenance.DERIVED, true, true, Task.PRIORITY_UNKNOWN, 0);

  private final Slabs slabs = new Slabs();
  final AppendColumn start = new AppendColumn(slabs, ColumnType.I64);
  final AppendColumn task = new AppendColumn(slabs, ColumnType.I32);
  final AppendColumn info = new AppendColumn(slabs, ColumnType.I32);
  final AppendColumn cpu = new AppendColumn(slabs, ColumnType.I32);
  final AppendColumn refTask = new AppendColumn(slabs, ColumnType.I32);
  final AppendColumn ref = new AppendColumn(slabs, ColumnType.I32);
  private long[] firstStart = new long[8];
  private long[] lastEnd = new long[8];
  private long[] count = new long[8];
  private int cpus;

  static int unknownSlice() {
    return UNKNOWN_SLICE;
  }

  void addCpu() {
    if (cpus == count.length) {
      firstStart = Arrays.copyOf(firstStart, cpus * 2);
      lastEnd = Arrays.copyOf(lastEnd, cpus * 2);
      count = Arrays.copyOf(count, cpus * 2);
    }
    cpus++;
  }

  int cpus() {
    return cpus;
  }

  long count(int ofCpu) {
    return count[ofCpu];
  }

  long firstStart(int ofCpu) {
    return firstStart[ofCpu];
  }

  long lastEnd(int ofCpu) {
    return lastEnd[ofCpu];
  }

  void slice(int onCpu, long startNs, long endNs, int newTask, int newInfo) {
    if (endNs < startNs) {
      throw new IllegalArgumentException("slice ends before it starts");
    }
    if (count[onCpu] == 0) {
      firstStart[onCpu] = startNs;
    } else if (startNs < lastEnd[onCpu]) {
      throw new IllegalArgumentException(
          "slice on CPU index "
              + onCpu
              + " starts at "
              + startNs
              + ", before the end of the last one at "
              + lastEnd[onCpu]);
    } else if (startNs > lastEnd[onCpu]) {
      add(onCpu, lastEnd[onCpu], Task.UNKNOWN, UNKNOWN_SLICE);
    }
    if (newTask > Task.UNKNOWN) {
      refTask.addInt(newTask);
      ref.addInt(Math.toIntExact(start.rows()));
    }
    add(onCpu, startNs, newTask, newInfo);
    lastEnd[onCpu] = endNs;
  }

  void offCpu(AppendTable offCpu, int ofTask, long startNs, int stateInfo, int cause) {
    if (ofTask <= Task.UNKNOWN) {
      return;
    }
    refTask.addInt(ofTask);
    ref.addInt(-1 - Math.toIntExact(offCpu.rows()));
    offCpu.column(0).addLong(startNs);
    offCpu.column(1).addInt(stateInfo);
    offCpu.column(2).addInt(cause);
  }

  @Override
  public void close() {
    slabs.close();
  }

  private void add(int onCpu, long startNs, int newTask, int newInfo) {
    start.addLong(startNs);
    task.addInt(newTask);
    info.addInt(newInfo);
    cpu.addInt(onCpu);
    count[onCpu]++;
  }
}
