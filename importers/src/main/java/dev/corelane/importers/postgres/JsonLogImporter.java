package dev.corelane.importers.postgres;

import dev.corelane.trace.diagnostics.ProblemLog;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Reads server logs of `log_destination = jsonlog`.
public final class JsonLogImporter extends LogImporter {
  /// Creates it; called by the service loader.
  public JsonLogImporter() {}

  @Override
  public String id() {
    return "postgres.jsonlog";
  }

  @Override
  public String displayName() {
    return "PostgreSQL jsonlog";
  }

  @Override
  public int richness() {
    return 71;
  }

  @Override
  @Nullable LogReader reader(MemorySegment file, ProblemLog log, String name) {
    return file.byteSize() > 0 && file.get(ValueLayout.JAVA_BYTE, 0) == '{'
        ? new JsonLogReader(file, new RowProblems(log, name, "a jsonlog message"))
        : null;
  }
}
