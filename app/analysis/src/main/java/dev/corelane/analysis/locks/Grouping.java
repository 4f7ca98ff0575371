package dev.corelane.analysis.locks;

import java.util.Arrays;

/// Rows of a table sorted into groups by a small number, in the order of the table within a group.
final class Grouping {
  private final int[] first;
  private final int[] rows;

  /// @param keys group of each row, 0 to groups - 1
  /// @param groups how many groups there are
  Grouping(int[] keys, int groups) {
    first = new int[groups + 1];
    for (int key : keys) {
      first[key + 1]++;
    }
    for (int g = 0; g < groups; g++) {
      first[g + 1] += first[g];
    }
    int[] next = Arrays.copyOf(first, groups);
    rows = new int[keys.length];
    for (int row = 0; row < keys.length; row++) {
      rows[next[keys[row]]++] = row;
    }
  }

  /// Place of the first row of a group.
  int from(int group) {
    return first[group];
  }

  /// One past the place of the last row of a group.
  int to(int group) {
    return first[group + 1];
  }

  /// The row at a place.
  int row(int place) {
    return rows[place];
  }
}
