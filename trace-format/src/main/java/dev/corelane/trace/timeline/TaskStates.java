package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;

/// The states of one task, without a gap from the start to the end of the timeline. When the first
/// recorded state starts later than the timeline, state 0 is [StateKind#UNKNOWN], which is derived.
public final class TaskStates {
  /// Refers to no row.
  private static final int NO_REFERENCE = Integer.MIN_VALUE;

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
    this.head = refs == 0 || columns.startNs(columns.ref.get(first)) > timelineStart ? 1 : 0;
  }

  /// @return number of states, at least 1
  public long count() {
    return refs + head;
  }

  /// @param index 0 to count - 1
  /// @return begin, ns
  public long startNs(long index) {
    return index < head ? timelineStart : columns.startNs(ref(index));
  }

  /// @param index 0 to count - 1
  /// @return end, ns; not before the begin, even where a damaged file says so
  public long endNs(long index) {
    return endNs(index, startNs(index));
  }

  /// @param index 0 to count - 1
  /// @return what the task was doing
  public StateKind kind(long index) {
    return index < head ? StateKind.UNKNOWN : columns.kind(ref(index));
  }

  /// The CPU on which it runs or at which it waits.
  ///
  /// @param index 0 to count - 1
  /// @return CPU index, -1 when unknown
  public int cpu(long index) {
    return index < head ? -1 : columns.cpu(ref(index));
  }

  /// The row of SLICES behind a running state.
  ///
  /// @param index 0 to count - 1
  /// @return a row, -1 when the task is not running
  public long sliceRow(long index) {
    return index < head ? -1 : columns.sliceRow(ref(index));
  }

  /// The wake-up that began a runnable state.
  ///
  /// @param index 0 to count - 1
  /// @return its row in WAKEUPS, -1 if none did or none is known
  public long wakeup(long index) {
    if (index < head) {
      return -1;
    }
    long off = columns.offRow(ref(index));
    return off < 0 ? -1 : columns.wakeup(OffCpuInfo.kind(columns.offInfo.get(off)), off);
  }

  /// Reads states that follow each other, for who looks at all of them.
  ///
  /// @param from index of the first
  /// @param to one past the last, unless one before begins too late
  /// @param untilNs the first that begins after this time ends the reading
  /// @param more how many of those behind the end are read, too, if there are any
  /// @param into takes them, in the place of what it held
  /// @return one past the last that was read because it was asked for
  /// @throws IndexOutOfBoundsException if there are no such states
  public long read(long from, long to, long untilNs, int more, StateRun into) {
    into.begin(this, from);
    long end = to;
    long index = from;
    for (long stop = Math.min(count(), to + more); index < stop; index++) {
      long startNs = timelineStart;
      int ref = NO_REFERENCE;
      StateKind kind = StateKind.UNKNOWN;
      if (index >= head) {
        ref = ref(index);
        startNs = columns.startNs(ref);
        kind = columns.kind(ref);
      }
      if (startNs > untilNs && index < end) {
        end = index;
        stop = Math.min(stop, index + more);
        if (more == 0) {
          break;
        }
      }
      into.add(startNs, ref, kind);
    }
    return end;
  }

  StateColumns columns() {
    return columns;
  }

  /// @param index 0 to count - 1
  /// @return the state
  /// @throws IndexOutOfBoundsException outside the life of the task
  public ThreadState get(long index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("state " + index + " of " + count());
    }
    if (index < head) {
      return unknown(index);
    }
    int ref = ref(index);
    long start = columns.startNs(ref);
    long end = endNs(index, start);
    long slice = columns.sliceRow(ref);
    if (slice >= 0) {
      int info = columns.slices.info.get(slice);
      return new ThreadState(
          taskId,
          start,
          end,
          StateKind.RUNNING,
          columns.cpuOfSlice(slice),
          Task.UNKNOWN,
          -1,
          SliceInfo.letter(info),
          SliceInfo.provenance(info));
    }
    long off = columns.offRow(ref);
    if (off < 0) {
      return unknown(index);
    }
    int info = columns.offInfo.get(off);
    StateKind kind = OffCpuInfo.kind(info);
    long wakeup = columns.wakeup(kind, off);
    return new ThreadState(
        taskId,
        start,
        end,
        kind,
        columns.cpuOfOff(info),
        columns.other(kind, off, wakeup),
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

  private long endNs(long index, long startNs) {
    return index + 1 < count() ? Math.max(startNs, startNs(index + 1)) : timelineEnd;
  }

  private ThreadState unknown(long index) {
    return new ThreadState(
        taskId,
        startNs(index),
        endNs(index),
        StateKind.UNKNOWN,
        -1,
        Task.UNKNOWN,
        -1,
        ' ',
        Provenance.DERIVED);
  }

  private int ref(long index) {
    return columns.ref.get(first + index - head);
  }
}
