package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Slices by CPU, and the order in which the states of all tasks were recorded.
final class SchedulingLog implements AutoCloseable {
  private static final int UNKNOWN_SLICE =
      SliceInfo.pack(
          SliceEnd.UNKNOWN, ' ', Provenance.DERIVED, true, true, Task.PRIORITY_UNKNOWN, 0);

  private final Slabs sliceSlabs = new Slabs();
  private final Slabs orderSlabs = new Slabs();

  /// An entry for each state: n >= 0 is the next slice of a task on CPU n, n < 0 the next row of
  /// OFF_CPU, which is of task -1-n.
  private final AppendColumn order = new AppendColumn(orderSlabs, ColumnType.I32);

  private final List<CpuRows> rows = new ArrayList<>();
  private long[] firstStart = new long[8];
  private long[] lastEnd = new long[8];
  private int[] states = new int[256];

  /// Ordinal of the kind of each task's last state.
  private byte[] lastState = new byte[256];

  private int slices;
  private int offCpuRows;

  static int unknownSlice() {
    return UNKNOWN_SLICE;
  }

  void addCpu() {
    int cpus = rows.size();
    if (cpus == lastEnd.length) {
      firstStart = Arrays.copyOf(firstStart, cpus * 2);
      lastEnd = Arrays.copyOf(lastEnd, cpus * 2);
    }
    rows.add(new CpuRows(sliceSlabs));
  }

  int cpus() {
    return rows.size();
  }

  long count(int ofCpu) {
    return rows.get(ofCpu).count();
  }

  CpuRows slices(int ofCpu) {
    return rows.get(ofCpu);
  }

  long firstStart(int ofCpu) {
    return firstStart[ofCpu];
  }

  long lastEnd(int ofCpu) {
    return lastEnd[ofCpu];
  }

  /// How many states of a task there are.
  int states(int ofTask) {
    return ofTask < states.length ? states[ofTask] : 0;
  }

  /// The order in which states were recorded.
  AppendColumn order() {
    return order;
  }

  void slice(int onCpu, long startNs, long endNs, int newTask, int newInfo) {
    if (endNs < startNs) {
      throw new IllegalArgumentException("slice ends before it starts");
    }
    CpuRows cpu = rows.get(onCpu);
    if (cpu.count() == 0) {
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
      cpu.add(lastEnd[onCpu], Task.UNKNOWN, UNKNOWN_SLICE);
      slices = Math.incrementExact(slices);
    }
    if (newTask > Task.UNKNOWN) {
      order.addInt(onCpu);
      countState(newTask, StateKind.RUNNING);
    }
    cpu.add(startNs, newTask, newInfo);
    slices = Math.incrementExact(slices);
    lastEnd[onCpu] = endNs;
  }

  void offCpu(AppendTable offCpu, int ofTask, long startNs, int stateInfo, int cause) {
    if (ofTask <= Task.UNKNOWN) {
      return;
    }
    order.addInt(-1 - ofTask);
    countState(ofTask, OffCpuInfo.kind(stateInfo));
    offCpuRows = Math.incrementExact(offCpuRows);
    offCpu.column(0).addLong(startNs);
    offCpu.column(1).addInt(stateInfo);
    offCpu.column(2).addInt(cause);
  }

  /// Ends the states of all tasks: what they do from then on is unknown, but of the dead ones.
  void endStates(AppendTable offCpu, long timeNs) {
    int unknown = OffCpuInfo.pack(StateKind.UNKNOWN, ' ', Provenance.DERIVED, -1);
    for (int task = Task.UNKNOWN + 1; task < states.length; task++) {
      StateKind last = StateKind.of(lastState[task]);
      if (states[task] > 0 && last != StateKind.UNKNOWN && last != StateKind.DEAD) {
        offCpu(offCpu, task, timeNs, unknown, Task.UNKNOWN);
      }
    }
  }

  private void countState(int task, StateKind kind) {
    if (task >= states.length) {
      states = Arrays.copyOf(states, Math.max(task + 1, states.length * 2));
      lastState = Arrays.copyOf(lastState, states.length);
    }
    states[task]++;
    lastState[task] = (byte) kind.ordinal();
  }

  /// Gives the memory of the slices back; their number and ends stay.
  void closeSlices() {
    sliceSlabs.close();
  }

  @Override
  public void close() {
    sliceSlabs.close();
    orderSlabs.close();
  }
}
