package dev.corelane.replay.statistics;

import java.util.Arrays;

/// Measured values, all of them: percentiles are nearest rank, never interpolated, and a percentile
/// that too few values stand behind is told to be so.
public final class Sample {
  /// Fewest values behind a 99th percentile that is worth telling.
  public static final int FEWEST_FOR_P99 = 100;

  /// Fewest values behind a 99.9th percentile that is worth telling.
  public static final int FEWEST_FOR_P999 = 1_000;

  private long[] values = new long[64];
  private int size;
  private boolean sorted = true;
  private double sum;

  /// @param value a value, usually nanoseconds
  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    sorted = sorted && (size == 0 || values[size - 1] <= value);
    values[size++] = value;
    sum += value;
  }

  /// @return how many values there are
  public int size() {
    return size;
  }

  /// @return the sum of the values
  public double sum() {
    return sum;
  }

  /// @return the mean, NaN of no values
  public double mean() {
    return size == 0 ? Double.NaN : sum / size;
  }

  /// The value of rank ⌈share·n⌉.
  ///
  /// @param share above 0, at most 1: 0.99 for the 99th percentile
  /// @return that value, NaN of no values
  public double percentile(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    sort();
    int rank = (int) Math.ceil(share * size - 1e-9);
    return values[Math.clamp(rank, 1, size) - 1];
  }

  /// @return the greatest value, NaN of no values
  public double max() {
    return percentile(1);
  }

  /// @param limit a value
  /// @return how many values are greater
  public int above(long limit) {
    sort();
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return size - low;
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
  }
}
