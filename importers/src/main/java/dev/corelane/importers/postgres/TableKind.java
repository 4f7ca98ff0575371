package dev.corelane.importers.postgres;

import java.util.List;
import java.util.Set;

/// What the rows of a table are samples of, told by the names of its columns.
enum TableKind {
  /// `heap_page_items` of pageinspect.
  PAGE_ITEMS("a row of heap_page_items"),
  /// `pg_wait_sampling_history`, or `pg_wait_sampling_current` sampled.
  WAIT_HISTORY("a row of pg_wait_sampling_history"),
  /// `pg_wait_sampling_profile`.
  WAIT_PROFILE("a row of pg_wait_sampling_profile"),
  /// `pg_active_session_history` of pgsentinel.
  SESSION_HISTORY("a row of pg_active_session_history"),
  /// `pg_stat_activity`, sampled.
  ACTIVITY("a row of pg_stat_activity"),
  /// `pg_locks`, sampled.
  LOCKS("a row of pg_locks"),
  /// Process ids with the application's name.
  BACKENDS("a process id with an application name"),
  /// None of them.
  OTHER("a row");

  /// Names under which people add the time of a sample to a view that has none.
  private static final List<String> TIMES =
      List.of(
          "at",
          "ts",
          "ash_time",
          "time",
          "timestamp",
          "sample_time",
          "sampled_at",
          "sample_ts",
          "clock_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "current_timestamp",
          "now",
          "snap_time",
          "snapshot_time",
          "collected_at",
          "captured_at",
          "logged_at",
          "log_time");

  private final String row;

  TableKind(String row) {
    this.row = row;
  }

  /// @return what one row is, with an article
  String row() {
    return row;
  }

  /// @param columns names in lower case
  /// @return the kind of table that has them
  static TableKind of(Set<String> columns) {
    if (columns.containsAll(Set.of("t_infomask", "t_xmax"))) {
      return PAGE_ITEMS;
    }
    if (!columns.contains("pid")) {
      return OTHER;
    }
    if (columns.containsAll(Set.of("event_type", "event"))) {
      return columns.contains("count") && timeColumn(columns).isEmpty()
          ? WAIT_PROFILE
          : WAIT_HISTORY;
    }
    if (columns.containsAll(Set.of("locktype", "mode", "granted"))) {
      return LOCKS;
    }
    if (columns.contains("wait_event")) {
      return columns.contains("ash_time") ? SESSION_HISTORY : ACTIVITY;
    }
    return columns.contains("application_name") && columns.size() <= 8 ? BACKENDS : OTHER;
  }

  /// @param columns names in lower case
  /// @return the column with the time of the sample, or ""
  static String timeColumn(Set<String> columns) {
    return TIMES.stream().filter(columns::contains).findFirst().orElse("");
  }
}
