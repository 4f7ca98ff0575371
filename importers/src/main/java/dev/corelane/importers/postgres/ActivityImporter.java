package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;

/// Reads samples of `pg_stat_activity`, versions 9.6 and newer.
public final class ActivityImporter extends TableImporter {
  /// Creates it; called by the service loader.
  public ActivityImporter() {
    super(TableKind.ACTIVITY);
  }

  @Override
  public String id() {
    return "postgres.activity";
  }

  @Override
  public String displayName() {
    return "pg_stat_activity samples";
  }

  @Override
  public int richness() {
    return 45;
  }

  @Override
  String eventName() {
    return "stat-activity";
  }

  @Override
  void read(SampleRows rows, TraceFile file, ImportContext context) throws TraceReadException {
    if (rows.timed()) {
      new ActivityReader(rows).read();
    } else if (context.builder().covered()) {
      BackendLabels.read(rows, "backend_start");
      rows.facts()
          .problem(
              PostgresProblems.NO_TIME,
              "only the names of the backends were used, since no column tells when the rows were"
                  + " sampled",
              rows.facts().rows());
    } else {
      throw withoutTime(file);
    }
  }
}
