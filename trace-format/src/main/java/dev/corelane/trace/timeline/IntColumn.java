package dev.corelane.trace.timeline;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A column of 32-bit numbers outside the heap.
public final class IntColumn {
  static final ValueLayout.OfInt LAYOUT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment data;
  private final long rows;

  IntColumn(MemorySegment data) {
    this.data = data;
    this.rows = data.byteSize() / Integer.BYTES;
  }

  /// @param row 0 to rows - 1
  /// @return the number
  /// @throws IndexOutOfBoundsException outside the column
  public int get(long row) {
    return data.getAtIndex(LAYOUT, row);
  }

  /// Reads rows into the beginning of an array.
  void read(long row, int[] into, int count) {
    MemorySegment.copy(data, LAYOUT, row * Integer.BYTES, into, 0, count);
  }

  /// @return number of rows
  public long rows() {
    return rows;
  }
}
