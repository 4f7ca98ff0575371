package dev.corelane.replay.extract;

import java.util.Arrays;

/// How long things took, ns.
final class Lengths {
  private long[] values = new long[16];
  private int size;
  private boolean sorted;

  int size() {
    return size;
  }

  void add(long ns) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = ns;
    sorted = false;
  }

  void addAll(Lengths other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  long median() {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
    return values[size / 2];
  }

  double mean() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return size == 0 ? 0 : sum / size;
  }

  /// @return at least 1; 1 if half of them are 0
  double meanByMedian() {
    return size == 0 || median() <= 0 ? 1 : Math.max(1, mean() / median());
  }
}
