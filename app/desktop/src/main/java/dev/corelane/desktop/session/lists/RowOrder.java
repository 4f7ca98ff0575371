package dev.corelane.desktop.session.lists;

import dev.corelane.trace.task.ProgressMonitor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// In what order rows are shown, and which of them.
///
/// @param filter rows in which a column of words contains this text, in any case; "" for all
/// @param column index of the column to sort by, -1 for none
/// @param ascending the smallest first
public record RowOrder(String filter, int column, boolean ascending) {
  private static final int CHECK_EVERY = 8192;

  /// Puts rows in order.
  ///
  /// @param rows the rows
  /// @param monitor asked whether to go on
  /// @return indexes of the rows that match, in order
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  int[] of(Rows rows, ProgressMonitor monitor) {
    int[] found = matching(rows, monitor);
    if (column >= 0 && column < rows.columns().size()) {
      double[] keys =
          rows.columns().get(column).kind().numeric()
              ? numbers(rows, monitor)
              : ranks(rows, monitor);
      IndexSort.sort(
          found,
          keys,
          ascending,
          n -> {
            monitor.checkCancelled();
            return true;
          });
    }
    return found;
  }

  private int[] matching(Rows rows, ProgressMonitor monitor) {
    int[] found = new int[rows.size()];
    int size = 0;
    String wanted = filter.toLowerCase(Locale.ROOT);
    List<Column> columns = rows.columns();
    for (int row = 0; row < found.length; row++) {
      check(row, monitor);
      if (wanted.isEmpty() || matches(rows, columns, row, wanted)) {
        found[size++] = row;
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static boolean matches(Rows rows, List<Column> columns, int row, String wanted) {
    for (int c = 0; c < columns.size(); c++) {
      if (!columns.get(c).kind().numeric()
          && rows.words(row, c).toLowerCase(Locale.ROOT).contains(wanted)) {
        return true;
      }
    }
    return false;
  }

  private double[] numbers(Rows rows, ProgressMonitor monitor) {
    double[] keys = new double[rows.size()];
    for (int row = 0; row < keys.length; row++) {
      check(row, monitor);
      keys[row] = rows.number(row, column);
    }
    return keys;
  }

  /// Words repeat (threads, locks): each distinct one is kept once.
  private double[] ranks(Rows rows, ProgressMonitor monitor) {
    Map<String, Integer> ids = new HashMap<>();
    double[] keys = new double[rows.size()];
    for (int row = 0; row < keys.length; row++) {
      check(row, monitor);
      keys[row] = ids.computeIfAbsent(rows.words(row, column), words -> ids.size());
    }
    List<String> sorted = ids.keySet().stream().sorted(String.CASE_INSENSITIVE_ORDER).toList();
    double[] rank = new double[sorted.size()];
    for (int i = 0; i < rank.length; i++) {
      rank[ids.getOrDefault(sorted.get(i), 0)] = i;
    }
    for (int row = 0; row < keys.length; row++) {
      keys[row] = rank[(int) keys[row]];
    }
    return keys;
  }

  private static void check(int row, ProgressMonitor monitor) {
    if (row % CHECK_EVERY == 0) {
      monitor.checkCancelled();
    }
  }
}
