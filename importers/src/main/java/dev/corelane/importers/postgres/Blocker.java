package dev.corelane.importers.postgres;

import java.util.List;

/// Who blocks the backend of a sample: the column of pgsentinel, or what people call that of
/// `pg_blocking_pids(pid)`.
final class Blocker {
  private static final List<String> COLUMNS =
      List.of("blocked_by", "pg_blocking_pids", "blocking_pids", "blocking_pid", "blockerpid");

  private final SampleRows rows;
  private final String column;

  Blocker(SampleRows rows) {
    this.rows = rows;
    column = COLUMNS.stream().filter(rows::has).findFirst().orElse("");
  }

  /// @return process id of the first that blocks the backend of the row, -1 or 0 if none is told
  int pid() {
    return column.isEmpty() ? -1 : first(rows.get(column));
  }

  /// The first number of an array of process ids, `{7,8}` or `[7, 8]`.
  private static int first(String array) {
    int from = array.startsWith("{") || array.startsWith("[") ? 1 : 0;
    int to = from;
    while (to < array.length() && Character.isDigit(array.charAt(to))) {
      to++;
    }
    return Numbers.nonNegative(array.substring(from, to));
  }
}
