package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;

/// Reads `pg_active_session_history` of pgsentinel.
public final class SessionHistoryImporter extends TableImporter {
  /// Creates it; called by the service loader.
  public SessionHistoryImporter() {
    super(TableKind.SESSION_HISTORY);
  }

  @Override
  public String id() {
    return "postgres.session-history";
  }

  @Override
  public String displayName() {
    return "pg_active_session_history (pgsentinel)";
  }

  @Override
  public int richness() {
    return 50;
  }

  @Override
  String eventName() {
    return "active-session-history";
  }

  @Override
  void read(SampleRows rows, TraceFile file, ImportContext context) {
    new ActivityReader(rows).read();
  }
}
