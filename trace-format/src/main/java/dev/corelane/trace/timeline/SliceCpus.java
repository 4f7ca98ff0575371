package dev.corelane.trace.timeline;

import java.util.Arrays;

/// Tells which CPU a row of SLICES belongs to, in a step or two.
final class SliceCpus {
  private static final int HINTS_BITS = 14;

  private final long[] firstRow;
  private final int[] hints;
  private final int shift;

  /// @param firstSlice the first row of each CPU
  /// @param rows number of rows of SLICES
  SliceCpus(LongColumn firstSlice, long rows) {
    firstRow = new long[(int) firstSlice.rows()];
    Arrays.setAll(firstRow, firstSlice::get);
    shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(rows) - HINTS_BITS);
    hints = new int[(int) (rows >> shift) + 1];
    int cpu = 0;
    for (int block = 0; block < hints.length; block++) {
      cpu = last(cpu, (long) block << shift);
      hints[block] = cpu;
    }
  }

  /// @param row a row of SLICES
  /// @return index of the CPU
  int of(long row) {
    return last(hints[(int) (row >> shift)], row);
  }

  /// The last CPU that begins by a row, from one that does on.
  private int last(int from, long row) {
    int cpu = from;
    while (cpu + 1 < firstRow.length && firstRow[cpu + 1] <= row) {
      cpu++;
    }
    return cpu;
  }
}
