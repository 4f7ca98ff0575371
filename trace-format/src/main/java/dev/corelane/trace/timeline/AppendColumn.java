package dev.corelane.trace.timeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column that grows at its end, outside the heap, in chunks that never move.
final class AppendColumn {
  private static final int SHIFT = 14;
  private static final int ROWS_PER_CHUNK = 1 << SHIFT;
  private static final int MASK = ROWS_PER_CHUNK - 1;

  private final Slabs slabs;
  private final ColumnType type;
  private final List<MemorySegment> chunks = new ArrayList<>();
  private MemorySegment last = MemorySegment.NULL;
  private long rows;

  /// @param slabs give the memory; who closes them ends the column
  /// @param type of the values
  AppendColumn(Slabs slabs, ColumnType type) {
    this.slabs = slabs;
    this.type = type;
  }

  long rows() {
    return rows;
  }

  void addLong(long value) {
    int at = (int) (rows & MASK);
    if (at == 0) {
      grow();
    }
    last.setAtIndex(LongColumn.LAYOUT, at, value);
    rows++;
  }

  void addInt(int value) {
    int at = (int) (rows & MASK);
    if (at == 0) {
      grow();
    }
    last.setAtIndex(IntColumn.LAYOUT, at, value);
    rows++;
  }

  long getLong(long row) {
    return chunks.get((int) (row >> SHIFT)).getAtIndex(LongColumn.LAYOUT, row & MASK);
  }

  int getInt(long row) {
    return chunks.get((int) (row >> SHIFT)).getAtIndex(IntColumn.LAYOUT, row & MASK);
  }

  /// Copies the column, permuted if an order is given, into one segment.
  MemorySegment toSegment(Arena target, int @Nullable [] order) {
    MemorySegment all = target.allocate(rows * type.bytes(), Long.BYTES);
    if (order == null) {
      long left = rows;
      long at = 0;
      for (MemorySegment chunk : chunks) {
        long n = Math.min(left, ROWS_PER_CHUNK) * type.bytes();
        MemorySegment.copy(chunk, 0, all, at, n);
        at += n;
        left -= ROWS_PER_CHUNK;
      }
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

  private void grow() {
    last = slabs.take((long) ROWS_PER_CHUNK * type.bytes());
    chunks.add(last);
  }
}
