package dev.corelane.analysis;

/// Puts rows in order of a time without an object per row.
public final class TimeSort {
  private static final int DIGIT_BITS = 11;

  private TimeSort() {}

  /// Sorts by one digit after the other, the lowest first.
  ///
  /// @param times the time of each row, the first `size` of the array
  /// @param size number of rows
  /// @return the rows by time, equal ones by row
  public static int[] order(long[] times, int size) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      least = Math.min(least, times[i]);
      most = Math.max(most, times[i]);
      order[i] = i;
    }
    int bits = size == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(most - least);
    int[] sorted = new int[size];
    for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
      int[] next = places(times, size, least, shift);
      for (int row : order) {
        sorted[next[digit(times[row] - least, shift)]++] = row;
      }
      int[] before = order;
      order = sorted;
      sorted = before;
    }
    return order;
  }

  /// Where the rows of each digit begin.
  private static int[] places(long[] times, int size, long least, int shift) {
    int[] next = new int[(1 << DIGIT_BITS) + 1];
    for (int i = 0; i < size; i++) {
      next[digit(times[i] - least, shift) + 1]++;
    }
    for (int digit = 0; digit < 1 << DIGIT_BITS; digit++) {
      next[digit + 1] += next[digit];
    }
    return next;
  }

  private static int digit(long sinceLeast, int shift) {
    return (int) (sinceLeast >>> shift) & (1 << DIGIT_BITS) - 1;
  }
}
