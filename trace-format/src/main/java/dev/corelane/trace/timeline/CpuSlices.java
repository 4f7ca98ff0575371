package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;

/// The sched slices of one CPU: without a gap from the start to the end of the timeline.
public final class CpuSlices {
  private final int cpu;
  private final SliceColumns columns;
  private final long first;
  private final long count;
  private final long timelineEnd;

  CpuSlices(int cpu, SliceColumns columns, long first, long count, long timelineEnd) {
    this.cpu = cpu;
    this.columns = columns;
    this.first = first;
    this.count = count;
    this.timelineEnd = timelineEnd;
  }

  /// @return number of slices
  public long count() {
    return count;
  }

  /// @param index 0 to count - 1
  /// @return switch-in, ns
  public long startNs(long index) {
    return columns.startNs(first + index);
  }

  /// @param index 0 to count - 1
  /// @return switch-out, ns; not before the switch-in, even where a damaged file says so
  public long endNs(long index) {
    return index + 1 < count ? Math.max(startNs(index), startNs(index + 1)) : timelineEnd;
  }

  /// @param index 0 to count - 1
  /// @return internal task id
  public int task(long index) {
    return columns.task(first + index);
  }

  /// @param index 0 to count - 1
  /// @return why the task left the CPU
  public SliceEnd end(long index) {
    return SliceInfo.end(columns.info.get(first + index));
  }

  /// @param index 0 to count - 1
  /// @return the kernel's letter of the state at the switch, ' ' if none
  public char stateLetter(long index) {
    return SliceInfo.letter(columns.info.get(first + index));
  }

  /// @param index 0 to count - 1
  /// @return whether both ends of the slice were recorded
  public boolean whole(long index) {
    int info = columns.info.get(first + index);
    return !SliceInfo.startClipped(info) && !SliceInfo.endClipped(info);
  }

  /// @param index 0 to count - 1
  /// @return recorded, or inferred
  public Provenance provenance(long index) {
    return SliceInfo.provenance(columns.info.get(first + index));
  }

  /// Kernel priority of the task when it left the CPU.
  ///
  /// @param index 0 to count - 1
  /// @return 0..139, -1 deadline, [Task#PRIORITY_UNKNOWN]
  public int priority(long index) {
    return SliceInfo.priority(columns.info.get(first + index));
  }

  /// The `common_flags` of the switch event that ended the slice (irqs off, need-resched, ...), as
  /// recorded; their meaning depends on the kernel's version.
  ///
  /// @param index 0 to count - 1
  /// @return 0..255
  public int switchFlags(long index) {
    return columns.info.get(first + index) >>> 24;
  }

  /// @param index 0 to count - 1
  /// @return the slice
  /// @throws IndexOutOfBoundsException outside the lane
  public SchedSlice get(long index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("slice " + index + " of " + count);
    }
    int info = columns.info.get(first + index);
    return new SchedSlice(
        cpu,
        index,
        startNs(index),
        endNs(index),
        task(index),
        SliceInfo.end(info),
        SliceInfo.letter(info),
        SliceInfo.startClipped(info),
        SliceInfo.endClipped(info),
        SliceInfo.provenance(info));
  }

  /// The slice that covers a time.
  ///
  /// @param timeNs time on the timeline
  /// @return its index; the first or last slice when the time lies outside, -1 when there is none
  public long at(long timeNs) {
    if (count == 0) {
      return -1;
    }
    return Math.max(0, columns.firstAbove(first, first + count, timeNs) - first - 1);
  }

  /// The row of the SLICES table in which the CPU's first slice stands.
  ///
  /// @return a row
  public long firstRow() {
    return first;
  }
}
