package dev.corelane.trace.timeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column that grows at its end, outside the heap, in chunks that never move.
///
/// The newest rows stand in an array until it is full: a store there is one that even code which
/// has not been compiled yet does at once.
final class AppendColumn {
  private static final int SHIFT = 14;
  private static final int ROWS_PER_CHUNK = 1 << SHIFT;
  private static final int MASK = ROWS_PER_CHUNK - 1;

  /// Rows in the array; a chunk holds a whole number of arrays.
  private static final int NEWEST = 1 << 9;

  private final Slabs slabs;
  private final ColumnType type;
  private final List<MemorySegment> chunks = new ArrayList<>();
  private long[] longs = {};
  private int[] ints = {};
  private int newest;
  private long stored;

  /// @param slabs give the memory; who closes them ends the column
  /// @param type of the values
  AppendColumn(Slabs slabs, ColumnType type) {
    this.slabs = slabs;
    this.type = type;
  }

  long rows() {
    return stored + newest;
  }

  void addLong(long value) {
    if (newest == longs.length) {
      storeLongs();
    }
    longs[newest++] = value;
  }

  void addInt(int value) {
    if (newest == ints.length) {
      storeInts();
    }
    ints[newest++] = value;
  }

  long getLong(long row) {
    return row >= stored
        ? longs[(int) (row - stored)]
        : chunks.get((int) (row >> SHIFT)).getAtIndex(LongColumn.LAYOUT, row & MASK);
  }

  int getInt(long row) {
    return row >= stored
        ? ints[(int) (row - stored)]
        : chunks.get((int) (row >> SHIFT)).getAtIndex(IntColumn.LAYOUT, row & MASK);
  }

  /// Changes a row that was added.
  void setLong(long row, long value) {
    if (row >= stored) {
      longs[(int) (row - stored)] = value;
    } else {
      chunks.get((int) (row >> SHIFT)).setAtIndex(LongColumn.LAYOUT, row & MASK, value);
    }
  }

  /// Changes a row that was added.
  void setInt(long row, int value) {
    if (row >= stored) {
      ints[(int) (row - stored)] = value;
    } else {
      chunks.get((int) (row >> SHIFT)).setAtIndex(IntColumn.LAYOUT, row & MASK, value);
    }
  }

  /// Reads rows of a column of numbers of 64 bits into an array.
  ///
  /// @param row first row
  /// @param into takes them
  /// @return how many, 0 at the end
  int read(long row, long[] into) {
    if (row >= stored) {
      int n = (int) Math.min(into.length, rows() - row);
      System.arraycopy(longs, (int) (row - stored), into, 0, n);
      return n;
    }
    int at = (int) (row & MASK);
    int n = (int) Math.min(Math.min(into.length, ROWS_PER_CHUNK - at), stored - row);
    MemorySegment chunk = chunks.get((int) (row >> SHIFT));
    MemorySegment.copy(chunk, LongColumn.LAYOUT, (long) at * Long.BYTES, into, 0, n);
    return n;
  }

  /// Reads rows of a column of numbers of 32 bits into an array.
  ///
  /// @param row first row
  /// @param into takes them
  /// @return how many, 0 at the end
  int read(long row, int[] into) {
    if (row >= stored) {
      int n = (int) Math.min(into.length, rows() - row);
      System.arraycopy(ints, (int) (row - stored), into, 0, n);
      return n;
    }
    int at = (int) (row & MASK);
    int n = (int) Math.min(Math.min(into.length, ROWS_PER_CHUNK - at), stored - row);
    MemorySegment chunk = chunks.get((int) (row >> SHIFT));
    MemorySegment.copy(chunk, IntColumn.LAYOUT, (long) at * Integer.BYTES, into, 0, n);
    return n;
  }

  /// Copies the column, permuted if an order is given, into one segment.
  MemorySegment toSegment(Arena target, int @Nullable [] order) {
    long rows = rows();
    MemorySegment all = target.allocate(rows * type.bytes(), Long.BYTES);
    if (order == null) {
      copyTo(all);
      return all;
    }
    for (int i = 0; i < rows; i++) {
      switch (type) {
        case I64 -> all.setAtIndex(LongColumn.LAYOUT, i, getLong(order[i]));
        case I32 -> all.setAtIndex(IntColumn.LAYOUT, i, getInt(order[i]));
      }
    }
    return all;
  }

  private void copyTo(MemorySegment all) {
    long left = stored;
    long at = 0;
    for (MemorySegment chunk : chunks) {
      long n = Math.min(left, ROWS_PER_CHUNK) * type.bytes();
      MemorySegment.copy(chunk, 0, all, at, n);
      at += n;
      left -= ROWS_PER_CHUNK;
    }
    switch (type) {
      case I64 -> MemorySegment.copy(longs, 0, all, LongColumn.LAYOUT, at, newest);
      case I32 -> MemorySegment.copy(ints, 0, all, IntColumn.LAYOUT, at, newest);
    }
  }

  private void storeLongs() {
    if (newest == 0) {
      longs = new long[NEWEST];
      return;
    }
    MemorySegment.copy(longs, 0, chunk(), LongColumn.LAYOUT, (stored & MASK) * Long.BYTES, NEWEST);
    stored += NEWEST;
    newest = 0;
  }

  private void storeInts() {
    if (newest == 0) {
      ints = new int[NEWEST];
      return;
    }
    MemorySegment.copy(ints, 0, chunk(), IntColumn.LAYOUT, (stored & MASK) * Integer.BYTES, NEWEST);
    stored += NEWEST;
    newest = 0;
  }

  /// The chunk that takes the newest rows.
  private MemorySegment chunk() {
    if ((stored & MASK) == 0) {
      chunks.add(slabs.take((long) ROWS_PER_CHUNK * type.bytes()));
    }
    return chunks.getLast();
  }
}
