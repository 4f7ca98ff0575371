package dev.corelane.importers.postgres;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How far apart samples are, from the samples themselves: the median of the distances between
/// samples of one process; in `pg_locks`, between those of one lock. The nominal period says little
/// on a loaded machine.
final class SamplePeriod {
  private static final int MOST_ROWS = 20_000;

  /// What tells the rows of one sample apart, of those columns that a view has.
  private static final List<String> KEY =
      List.of(
          "pid",
          "locktype",
          "mode",
          "granted",
          "database",
          "relation",
          "page",
          "tuple",
          "virtualxid",
          "transactionid",
          "classid",
          "objid",
          "objsubid");

  private SamplePeriod() {}

  /// Reads the beginning of a table.
  ///
  /// @param table a table of its own for this
  /// @param timeColumn column with the time of the sample
  /// @return nanoseconds, 0 if no process was sampled twice
  static long of(TextTable table, String timeColumn) {
    var time = new PostgresTime();
    Map<String, Long> last = new HashMap<>();
    long[] distances = new long[MOST_ROWS];
    int count = 0;
    for (int rows = 0; rows < MOST_ROWS && table.next(); rows++) {
      long at = time.parse(table.get(timeColumn));
      if (at == PostgresTime.NONE) {
        continue;
      }
      Long before = last.put(key(table), at);
      if (before != null && at > before) {
        distances[count++] = at - before;
      }
    }
    Arrays.sort(distances, 0, count);
    return count == 0 ? 0 : distances[count / 2];
  }

  private static String key(TextTable table) {
    return KEY.stream().map(table::get).collect(Collectors.joining("\t"));
  }
}
