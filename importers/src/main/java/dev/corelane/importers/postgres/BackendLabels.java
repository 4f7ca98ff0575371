package dev.corelane.importers.postgres;

/// Labels backends that other files have told of.
final class BackendLabels {
  private BackendLabels() {}

  /// Labels the backends named in rows.
  ///
  /// @param startColumn column that tells when a backend began, to tell two lives of one id apart
  static void read(SampleRows rows, String startColumn) {
    while (rows.nextRow()) {
      int pid = Numbers.nonNegative(rows.get("pid"));
      if (pid <= 0) {
        rows.bad();
      } else {
        label(
            rows.facts(),
            pid,
            rows.timeNs(startColumn),
            rows.get("backend_type"),
            rows.get("application_name"));
      }
    }
  }

  /// Labels a backend if there is one.
  ///
  /// @param timeNs timeline time at which it lived, or [PostgresTime#NONE]
  static void label(
      PostgresFacts facts, int pid, long timeNs, String backendType, String application) {
    int task = timeNs == PostgresTime.NONE ? -1 : facts.builder().taskAt(pid, timeNs);
    if (task < 0) {
      task = facts.builder().taskAt(pid, Long.MAX_VALUE - 1);
    }
    if (task >= 0) {
      facts.label(task, backendType, application);
    }
  }
}
