package dev.corelane.importers.postgres;

import dev.corelane.trace.diagnostics.ProblemLog;
import java.lang.foreign.MemorySegment;

/// Reads server logs of `log_destination = csvlog`.
public final class CsvLogImporter extends LogImporter {
  /// Creates it; called by the service loader.
  public CsvLogImporter() {}

  @Override
  public String id() {
    return "postgres.csvlog";
  }

  @Override
  public String displayName() {
    return "PostgreSQL csvlog";
  }

  @Override
  public int richness() {
    return 72;
  }

  @Override
  LogReader reader(MemorySegment file, ProblemLog log, String name) {
    return new CsvLogReader(file, new RowProblems(log, name, "a csvlog message"));
  }
}
