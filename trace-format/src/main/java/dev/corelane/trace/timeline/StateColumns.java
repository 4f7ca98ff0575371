package dev.corelane.trace.timeline;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;

/// What TASK_STATES refers to. A reference is a row of SLICES, -1 - a row of OFF_CPU, or, in a
/// damaged file, a row that neither has: that is a state about which nothing is known.
final class StateColumns {
  final SliceColumns slices;
  final IntColumn ref;
  final IntColumn offInfo;
  private final References references;
  private final LongColumn offStart;
  private final IntColumn offCause;
  private final IntColumn waker;
  private final SliceCpus cpus;

  StateColumns(TableSet tables, SliceColumns slices) {
    this.slices = slices;
    references = slices.references;
    ref = tables.table(TableSchema.TASK_STATES).i32("ref");
    Table off = tables.table(TableSchema.OFF_CPU);
    offStart = off.i64("start");
    offInfo = off.i32("info");
    offCause = off.i32("cause");
    waker = tables.table(TableSchema.WAKEUPS).i32("waker");
    cpus = new SliceCpus(tables.table(TableSchema.CPUS).i64("firstSlice"), slices.rows());
  }

  /// The row of SLICES that a reference names, -1 if it names none.
  long sliceRow(int reference) {
    return reference >= 0 && reference < slices.rows() ? reference : -1;
  }

  /// The row of OFF_CPU that a reference names, -1 if it names none.
  long offRow(int reference) {
    long row = -1L - reference;
    return row >= 0 && row < offStart.rows() ? row : -1;
  }

  long startNs(int reference) {
    long slice = sliceRow(reference);
    if (slice >= 0) {
      return slices.startNs(slice);
    }
    long off = offRow(reference);
    return off >= 0 ? references.time(offStart.get(off)) : references.start;
  }

  StateKind kind(int reference) {
    if (sliceRow(reference) >= 0) {
      return StateKind.RUNNING;
    }
    long off = offRow(reference);
    return off >= 0 ? OffCpuInfo.kind(offInfo.get(off)) : StateKind.UNKNOWN;
  }

  int cpu(int reference) {
    long slice = sliceRow(reference);
    if (slice >= 0) {
      return cpuOfSlice(slice);
    }
    long off = offRow(reference);
    return off >= 0 ? cpuOfOff(offInfo.get(off)) : -1;
  }

  int cpuOfOff(int info) {
    return references.cpu(OffCpuInfo.cpu(info));
  }

  int cpuOfSlice(long row) {
    return cpus.of(row);
  }

  /// The row of WAKEUPS that began a state of a kind in a row of OFF_CPU, -1 if none did.
  long wakeup(StateKind kind, long offRow) {
    return kind == StateKind.RUNNABLE_WAKEUP ? references.wakeup(offCause.get(offRow)) : -1;
  }

  /// The task that caused a state of a kind in a row of OFF_CPU.
  int other(StateKind kind, long offRow, long wakeup) {
    if (kind == StateKind.RUNNABLE_PREEMPTED) {
      return references.task(offCause.get(offRow));
    }
    return wakeup < 0 ? Task.UNKNOWN : references.task(waker.get(wakeup));
  }
}
