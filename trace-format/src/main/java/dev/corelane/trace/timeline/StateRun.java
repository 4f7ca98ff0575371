package dev.corelane.trace.timeline;

import dev.corelane.trace.model.StateKind;
import java.util.Arrays;

/// Some states of a task that follow each other, read at once: tells the same as [TaskStates], and
/// much faster for the states that were read. The others are looked up one by one. To be filled
/// anew any number of times by [TaskStates#read]; not for more than one Java thread.
public final class StateRun {
  private static final int LEAST = 64;
  private static final StateKind[] KINDS = StateKind.values();

  private TaskStates states;
  private StateColumns columns;
  private long first;
  private int size;
  private long[] start = new long[LEAST];
  private int[] reference = new int[LEAST];
  private byte[] kind = new byte[LEAST];

  /// Creates a run that holds nothing read.
  ///
  /// @param states the states of a task
  public StateRun(TaskStates states) {
    this.states = states;
    this.columns = states.columns();
  }

  /// @return all states of the task
  public TaskStates states() {
    return states;
  }

  /// @return as [TaskStates#count]
  public long count() {
    return states.count();
  }

  /// @param index as in [TaskStates#startNs]
  /// @return the same
  public long startNs(long index) {
    long at = index - first;
    return at >= 0 && at < size ? start[(int) at] : states.startNs(index);
  }

  /// @param index as in [TaskStates#endNs]
  /// @return the same
  public long endNs(long index) {
    long at = index - first;
    return at >= 0 && at + 1 < size
        ? Math.max(start[(int) at], start[(int) at + 1])
        : states.endNs(index);
  }

  /// @param index as in [TaskStates#kind]
  /// @return the same
  public StateKind kind(long index) {
    long at = index - first;
    return at >= 0 && at < size ? KINDS[kind[(int) at]] : states.kind(index);
  }

  /// @param index as in [TaskStates#cpu]
  /// @return the same
  public int cpu(long index) {
    long at = index - first;
    return at >= 0 && at < size ? columns.cpu(reference[(int) at]) : states.cpu(index);
  }

  /// @param index as in [TaskStates#sliceRow]
  /// @return the same
  public long sliceRow(long index) {
    long at = index - first;
    return at >= 0 && at < size ? columns.sliceRow(reference[(int) at]) : states.sliceRow(index);
  }

  /// @param index as in [TaskStates#wakeup]
  /// @return the same
  public long wakeup(long index) {
    return states.wakeup(index);
  }

  void begin(TaskStates task, long index) {
    states = task;
    columns = task.columns();
    first = index;
    size = 0;
  }

  void add(long startNs, int ref, StateKind what) {
    if (size == start.length) {
      start = Arrays.copyOf(start, size * 2);
      reference = Arrays.copyOf(reference, size * 2);
      kind = Arrays.copyOf(kind, size * 2);
    }
    start[size] = startNs;
    reference[size] = ref;
    kind[size++] = (byte) what.ordinal();
  }
}
