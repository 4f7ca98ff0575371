package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;

/// Reads `pg_wait_sampling_history`, and `pg_wait_sampling_current` that was sampled with a time.
public final class WaitHistoryImporter extends TableImporter {
  /// Creates it; called by the service loader.
  public WaitHistoryImporter() {
    super(TableKind.WAIT_HISTORY);
  }

  @Override
  public String id() {
    return "postgres.wait-sampling";
  }

  @Override
  public String displayName() {
    return "pg_wait_sampling_history";
  }

  @Override
  public int richness() {
    return 60;
  }

  @Override
  String eventName() {
    return "wait-sampling-history";
  }

  @Override
  void read(SampleRows rows, TraceFile file, ImportContext context) throws TraceReadException {
    if (!rows.timed()) {
      throw withoutTime(file);
    }
    PostgresFacts facts = rows.facts();
    var samples = new WaitSamples(facts, rows.periodNs());
    String query = rows.has("queryid") ? "queryid" : "query_id";
    while (rows.nextSample(false)) {
      int task = facts.backend(rows.pid(), rows.timeNs());
      samples.add(rows.timeNs(), task, rows.get("event_type"), rows.get("event"), rows.get(query));
      facts.label(task, rows.get("backend_type"), application(rows));
    }
    samples.finish();
  }

  private static String application(SampleRows rows) {
    return rows.get(rows.has("appname") ? "appname" : "application_name");
  }
}
