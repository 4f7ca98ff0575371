package dev.corelane.render.digest;

import java.util.function.LongToIntFunction;

/// The rows of a table by a key, in the order of the table within a key: 4 bytes a row.
public final class Grouped {
  private final int[] first;
  private final int[] rows;

  private Grouped(int[] first, int[] rows) {
    this.first = first;
    this.rows = rows;
  }

  /// Groups rows.
  ///
  /// @param size number of rows
  /// @param keys number of keys
  /// @param key the key of a row; a row whose key is outside 0 to keys - 1 is left out
  /// @return the groups
  static Grouped of(long size, int keys, LongToIntFunction key) {
    int count = Math.toIntExact(size);
    int[] first = new int[keys + 1];
    for (int i = 0; i < count; i++) {
      int k = key.applyAsInt(i);
      if (k >= 0 && k < keys) {
        first[k + 1]++;
      }
    }
    for (int k = 0; k < keys; k++) {
      first[k + 1] += first[k];
    }
    int[] next = first.clone();
    int[] rows = new int[first[keys]];
    for (int i = 0; i < count; i++) {
      int k = key.applyAsInt(i);
      if (k >= 0 && k < keys) {
        rows[next[k]++] = i;
      }
    }
    return new Grouped(first, rows);
  }

  /// @param key 0 to keys - 1
  /// @return number of its rows
  public int count(int key) {
    return first[key + 1] - first[key];
  }

  /// @param key 0 to keys - 1
  /// @param index 0 to count - 1
  /// @return a row of the table
  public int row(int key, int index) {
    return rows[first[key] + index];
  }
}
