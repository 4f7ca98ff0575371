package dev.corelane.trace.timeline;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The slices of one CPU in the order of their recording, which is that of time.
final class CpuRows {
  /// Rows in the arrays of the newest slices. They begin with few, for a recording may have
  /// thousands of CPUs with hardly a slice.
  private static final int FEWEST = 1 << 4;

  private static final int MOST = 1 << 10;

  private final Slabs slabs;
  private final List<Part> parts = new ArrayList<>();
  private long[] start = new long[FEWEST];
  private int[] task = new int[FEWEST];
  private int[] info = new int[FEWEST];
  private int newest;
  private long stored;

  /// Rows outside the heap: first all starts, then all tasks, then what else is known.
  private record Part(MemorySegment data, int rows) {}

  /// @param slabs give the memory; who closes them ends the rows
  CpuRows(Slabs slabs) {
    this.slabs = slabs;
  }

  long count() {
    return stored + newest;
  }

  void add(long startNs, int newTask, int newInfo) {
    if (newest == start.length) {
      makeRoom();
    }
    start[newest] = startNs;
    task[newest] = newTask;
    info[newest++] = newInfo;
  }

  private void makeRoom() {
    if (start.length < MOST) {
      start = Arrays.copyOf(start, newest * 2);
      task = Arrays.copyOf(task, newest * 2);
      info = Arrays.copyOf(info, newest * 2);
      return;
    }
    MemorySegment data = slabs.take((long) newest * (Long.BYTES + 2 * Integer.BYTES));
    long tasks = (long) newest * Long.BYTES;
    long infos = tasks + (long) newest * Integer.BYTES;
    MemorySegment.copy(start, 0, data, LongColumn.LAYOUT, 0, newest);
    MemorySegment.copy(task, 0, data, IntColumn.LAYOUT, tasks, newest);
    MemorySegment.copy(info, 0, data, IntColumn.LAYOUT, infos, newest);
    parts.add(new Part(data, newest));
    stored += newest;
    newest = 0;
  }

  /// Copies the slices into the columns of a table.
  ///
  /// @param starts takes the starts
  /// @param tasks takes the tasks
  /// @param infos takes what else is known
  /// @param row where the first one goes
  void copyTo(MemorySegment starts, MemorySegment tasks, MemorySegment infos, long row) {
    long at = row;
    for (Part part : parts) {
      long longs = (long) part.rows * Long.BYTES;
      long ints = (long) part.rows * Integer.BYTES;
      MemorySegment.copy(part.data, 0, starts, at * Long.BYTES, longs);
      MemorySegment.copy(part.data, longs, tasks, at * Integer.BYTES, ints);
      MemorySegment.copy(part.data, longs + ints, infos, at * Integer.BYTES, ints);
      at += part.rows;
    }
    MemorySegment.copy(start, 0, starts, LongColumn.LAYOUT, at * Long.BYTES, newest);
    MemorySegment.copy(task, 0, tasks, IntColumn.LAYOUT, at * Integer.BYTES, newest);
    MemorySegment.copy(info, 0, infos, IntColumn.LAYOUT, at * Integer.BYTES, newest);
  }
}
