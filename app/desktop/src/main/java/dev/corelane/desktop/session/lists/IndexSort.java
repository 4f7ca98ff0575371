package dev.corelane.desktop.session.lists;

import java.util.function.IntPredicate;

/// Puts indexes in the order of keys: a stable merge sort that moves four bytes per row.
final class IndexSort {
  private static final int INSERTION = 16;

  private final double[] keys;
  private final boolean ascending;
  private final IntPredicate goOn;

  private IndexSort(double[] keys, boolean ascending, IntPredicate goOn) {
    this.keys = keys;
    this.ascending = ascending;
    this.goOn = goOn;
  }

  /// Sorts in place.
  ///
  /// @param indexes what to sort
  /// @param keys by index; NaN comes last in either direction
  /// @param ascending the smallest first
  /// @param goOn asked now and then with the number of rows just merged; ends the sorting when
  ///   false
  static void sort(int[] indexes, double[] keys, boolean ascending, IntPredicate goOn) {
    new IndexSort(keys, ascending, goOn).sort(indexes, new int[indexes.length]);
  }

  private void sort(int[] a, int[] spare) {
    int n = a.length;
    for (int from = 0; from < n; from += INSERTION) {
      insert(a, from, Math.min(n, from + INSERTION));
    }
    int[] source = a;
    int[] target = spare;
    for (int width = INSERTION; width < n; width *= 2) {
      if (!goOn.test(n)) {
        return;
      }
      for (int from = 0; from < n; from += 2 * width) {
        merge(source, target, from, Math.min(n, from + width), Math.min(n, from + 2 * width));
      }
      int[] swap = source;
      source = target;
      target = swap;
    }
    if (source != a) {
      System.arraycopy(source, 0, a, 0, n);
    }
  }

  private void insert(int[] a, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moved = a[i];
      int j = i;
      while (j > from && before(moved, a[j - 1])) {
        a[j] = a[j - 1];
        j--;
      }
      a[j] = moved;
    }
  }

  private void merge(int[] source, int[] target, int from, int middle, int to) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean fromRight = left >= middle || right < to && before(source[right], source[left]);
      target[i] = fromRight ? source[right++] : source[left++];
    }
  }

  private boolean before(int one, int other) {
    double a = keys[one];
    double b = keys[other];
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return !Double.isNaN(a) && Double.isNaN(b);
    }
    return ascending ? a < b : a > b;
  }
}
