package dev.corelane.importers.postgres;

import dev.corelane.importers.TraceHead;
import dev.corelane.trace.diagnostics.ProblemLog;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads server logs of `log_destination = stderr` with any log_line_prefix that has a time and a
/// process id.
public final class StderrLogImporter extends LogImporter {

  /// Creates it; called by the service loader.
  public StderrLogImporter() {}

  @Override
  public String id() {
    return "postgres.log";
  }

  @Override
  public String displayName() {
    return "PostgreSQL log";
  }

  @Override
  public int richness() {
    return 70;
  }

  @Override
  @Nullable LogReader reader(MemorySegment file, ProblemLog log, String name) {
    byte[] head = TraceHead.bytesOf(file);
    List<String> lines = new String(head, StandardCharsets.UTF_8).lines().toList();
    boolean cut = file.byteSize() > head.length && lines.size() > 1;
    LinePrefix prefix = LinePrefix.infer(cut ? lines.subList(0, lines.size() - 1) : lines);
    return prefix == null ? null : new StderrLogReader(file, prefix, log, name);
  }
}
