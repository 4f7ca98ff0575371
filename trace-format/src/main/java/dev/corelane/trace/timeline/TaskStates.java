package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;

/// The states of one task, without a gap from the start to the end of the timeline. When the first
/// recorded state starts later than the timeline, state 0 is [StateKind#UNKNOWN].
public final class TaskStates {
  private final int taskId;
  private final StateColumns columns;
  private final long first;
  private final long refs;
  private final long timelineStart;
  private final long timelineEnd;
  private final int head;

  TaskStates(
      int taskId,
      StateColumns columns,
      long first,
      long refs,
      long timelineStart,
      long timelineEnd) {
    this.taskId = taskId;
    this.columns = columns;
    this.first = first;
    this.refs = refs;
    this.timelineStart = timelineStart;
    this.timelineEnd = timelineEnd;
    this.head = refs == 0 || refStart(0) > timelineStart ? 1 : 0;
  }

  /// @return number of states, at least 1
  public long count() {
    return refs + head;
  }

  /// @param index 0 to count - 1
  /// @return begin, ns
  public long startNs(long index) {
    return index < head ? timelineStart : refStart(index - head);
  }

  /// @param index 0 to count - 1
  /// @return end, ns
  public long endNs(long index) {
    return index + 1 < count() ? startNs(index + 1) : timelineEnd;
  }

  /// @param index 0 to count - 1
  /// @return what the task was doing
  public StateKind kind(long index) {
    if (index < head) {
      return StateKind.UNKNOWN;
    }
    int ref = columns.ref.get(first + index - head);
    return ref >= 0 ? StateKind.RUNNING : OffCpuInfo.kind(columns.offInfo.get(-1L - ref));
  }

  /// The CPU on which it runs or at which it waits.
  ///
  /// @param index 0 to count - 1
  /// @return CPU index, -1 when unknown
  public int cpu(long index) {
    if (index < head) {
      return -1;
    }
    int ref = columns.ref.get(first + index - head);
    return ref >= 0 ? columns.cpuOfSlice(ref) : OffCpuInfo.cpu(columns.offInfo.get(-1L - ref));
  }

  /// The row of SLICES behind a running state.
  ///
  /// @param index 0 to count - 1
  /// @return a row, -1 when the task is not running
  public long sliceRow(long index) {
    if (index < head) {
      return -1;
    }
    return Math.max(-1, columns.ref.get(first + index - head));
  }

  /// @param index 0 to count - 1
  /// @return the state
  /// @throws IndexOutOfBoundsException outside the life of the task
  public ThreadState get(long index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("state " + index + " of " + count());
    }
    if (index < head) {
      return new ThreadState(
          taskId,
          timelineStart,
          endNs(index),
          StateKind.UNKNOWN,
          -1,
          Task.UNKNOWN,
          -1,
          ' ',
          Provenance.RECORDED);
    }
    int ref = columns.ref.get(first + index - head);
    if (ref >= 0) {
      int info = columns.slices.info.get(ref);
      return new ThreadState(
          taskId,
          startNs(index),
          endNs(index),
          StateKind.RUNNING,
          columns.cpuOfSlice(ref),
          Task.UNKNOWN,
          -1,
          SliceInfo.letter(info),
          SliceInfo.provenance(info));
    }
    long row = -1L - ref;
    int info = columns.offInfo.get(row);
    StateKind kind = OffCpuInfo.kind(info);
    int cause = columns.offCause.get(row);
    long wakeup = kind == StateKind.RUNNABLE_WAKEUP ? cause : -1;
    int other =
        switch (kind) {
          case RUNNABLE_PREEMPTED -> cause;
          case RUNNABLE_WAKEUP -> wakeup < 0 ? Task.UNKNOWN : columns.waker.get(wakeup);
          default -> Task.UNKNOWN;
        };
    return new ThreadState(
        taskId,
        startNs(index),
        endNs(index),
        kind,
        OffCpuInfo.cpu(info),
        other,
        wakeup,
        OffCpuInfo.letter(info),
        OffCpuInfo.provenance(info));
  }

  /// The state at a time.
  ///
  /// @param timeNs time on the timeline
  /// @return its index; the first or last state when the time lies outside
  public long at(long timeNs) {
    long low = 0;
    long high = count();
    while (low < high) {
      long mid = (low + high) >>> 1;
      if (startNs(mid) <= timeNs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return Math.max(0, low - 1);
  }

  private long refStart(long k) {
    int ref = columns.ref.get(first + k);
    return ref >= 0 ? columns.slices.start.get(ref) : columns.offStart.get(-1L - ref);
  }
}
