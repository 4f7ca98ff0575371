package dev.corelane.trace.timeline;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A column of 64-bit numbers outside the heap.
public final class LongColumn {
  static final ValueLayout.OfLong LAYOUT =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment data;
  private final long rows;

  LongColumn(MemorySegment data) {
    this.data = data;
    this.rows = data.byteSize() / Long.BYTES;
  }

  /// @param row 0 to rows - 1
  /// @return the number
  /// @throws IndexOutOfBoundsException outside the column
  public long get(long row) {
    return data.getAtIndex(LAYOUT, row);
  }

  /// Reads rows into the beginning of an array.
  void read(long row, long[] into, int count) {
    MemorySegment.copy(data, LAYOUT, row * Long.BYTES, into, 0, count);
  }

  /// @return number of rows
  public long rows() {
    return rows;
  }

  /// The first row of `[from, to)` whose value is greater than `key`; the values must ascend there.
  ///
  /// @param from first row
  /// @param to one past the last row
  /// @param key value looked for
  /// @return a row, `to` if none is greater
  public long firstAbove(long from, long to, long key) {
    long low = from;
    long high = to;
    while (low < high) {
      long mid = (low + high) >>> 1;
      if (get(mid) <= key) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
