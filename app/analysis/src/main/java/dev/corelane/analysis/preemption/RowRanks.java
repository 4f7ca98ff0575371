package dev.corelane.analysis.preemption;

/// A set of rows of a table that tells the place of each among them, in ascending order.
final class RowRanks {
  private final long[] bits;
  private final int[] before;

  /// @param rows rows in the table
  RowRanks(long rows) {
    int words = Math.toIntExact((rows + Long.SIZE - 1) / Long.SIZE);
    bits = new long[words];
    before = new int[words + 1];
  }

  void add(long row) {
    bits[(int) (row / Long.SIZE)] |= 1L << row % Long.SIZE;
  }

  /// To be called once, when all rows are in.
  ///
  /// @return how many there are
  int count() {
    for (int word = 0; word < bits.length; word++) {
      before[word + 1] = before[word] + Long.bitCount(bits[word]);
    }
    return before[bits.length];
  }

  /// @return the place of a row, -1 if it is not in the set
  int place(long row) {
    if (row < 0 || row / Long.SIZE >= bits.length) {
      return -1;
    }
    int word = (int) (row / Long.SIZE);
    long bit = 1L << row % Long.SIZE;
    return (bits[word] & bit) == 0 ? -1 : before[word] + Long.bitCount(bits[word] & bit - 1);
  }
}
