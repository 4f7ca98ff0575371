package dev.corelane.replay.validation;

import java.util.Arrays;

/// Lengths of time and their nearest-rank percentiles.
final class Durations {
  private long[] values = new long[64];
  private int size;
  private boolean sorted;

  void add(long ns) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = ns;
    sorted = false;
  }

  int count() {
    return size;
  }

  /// @param share 0.5 for the median
  double ms(double share) {
    if (size == 0) {
      throw new IllegalStateException("Nothing was measured");
    }
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
    int rank = Math.max(1, (int) Math.ceil(share * size));
    return values[rank - 1] / 1e6;
  }

  double us(double share) {
    return ms(share) * 1e3;
  }

  double maxMs() {
    return ms(1);
  }

  double meanMs() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum / size / 1e6;
  }
}
