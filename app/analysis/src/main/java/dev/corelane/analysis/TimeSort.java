package dev.corelane.analysis;

import java.util.Arrays;
import java.util.Objects;

/// Puts rows in order of a time without an object per row.
public final class TimeSort {
  private static final int DIGIT_BITS = 11;

  private TimeSort() {}

  /// Sorts by one digit after the other, the lowest first. The times move along with their rows, so
  /// that memory is read from one end to the other.
  ///
  /// @param times the time of each row, the first `size` of the array
  /// @param size number of rows
  /// @return the rows by time, equal ones by row
  public static int[] order(long[] times, int size) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, times[i]);
      most = Math.max(most, times[i]);
    }
    int[] order = new int[size];
    long[] since = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
      since[i] = times[i] - least;
    }
    int bits = size == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(most - least);
    int[] sorted = new int[size];
    long[] sortedSince = new long[size];
    for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
      int[] next = places(since, shift);
      for (int i = 0; i < size; i++) {
        int place = next[digit(since[i], shift)]++;
        sorted[place] = order[i];
        sortedSince[place] = since[i];
      }
      int[] before = order;
      order = sorted;
      sorted = before;
      long[] sinceBefore = since;
      since = sortedSince;
      sortedSince = sinceBefore;
    }
    return order;
  }

  /// Finds the time at a place in the order of times, without sorting them.
  ///
  /// @param times the times, the first `size` of the array
  /// @param size number of times
  /// @param place 0 for the least, size - 1 for the greatest
  /// @return the time there
  /// @throws IndexOutOfBoundsException if there is no such place
  public static long nth(long[] times, int size, int place) {
    int left = Objects.checkIndex(place, size);
    long least = Arrays.stream(times, 0, size).min().orElseThrow();
    long most = Arrays.stream(times, 0, size).max().orElseThrow();
    int bits = Long.SIZE - Long.numberOfLeadingZeros(most - least);
    long above = 0;
    for (int shift = bits / DIGIT_BITS * DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
      int[] counts = new int[1 << DIGIT_BITS];
      for (int i = 0; i < size; i++) {
        long since = times[i] - least;
        if ((since >>> shift) >>> DIGIT_BITS == above) {
          counts[digit(since, shift)]++;
        }
      }
      int digit = 0;
      while (left >= counts[digit]) {
        left -= counts[digit++];
      }
      above = above << DIGIT_BITS | digit;
    }
    return least + above;
  }

  /// Where the rows of each digit begin.
  private static int[] places(long[] since, int shift) {
    int[] next = new int[(1 << DIGIT_BITS) + 1];
    for (long time : since) {
      next[digit(time, shift) + 1]++;
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
