package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A recording whose probes told some facts, beside which files of PostgreSQL are read. Its clock
/// begins at 2026-11-21 09:00 UTC.
final class ToldIncident implements AutoCloseable {
  /// Where its clock begins.
  static final long ZERO = PostgresFiles.at("2026-11-21T09:00:00Z");

  private final TimelineBuilder builder = new TimelineBuilder();
  private final ProblemLog problems = new ProblemLog();
  private final Spool spool = new Spool();
  private final Map<Integer, Integer> tasks = new HashMap<>();
  private final Map<String, Integer> locks = new HashMap<>();
  private final ImportContext context;

  /// @param uncertaintyNs of the wall clock
  ToldIncident(long uncertaintyNs) {
    builder.cover(0);
    builder.clock(ClockDomain.REALTIME, -ZERO, uncertaintyNs);
    context = new ImportContext(builder, problems, ProgressMonitor.NONE, spool);
  }

  TimelineBuilder builder() {
    return builder;
  }

  int task(int pid) {
    return tasks.computeIfAbsent(pid, p -> builder.task(p, p, "postgres", 0, false));
  }

  private int lock(String tag) {
    return locks.computeIfAbsent(tag, t -> builder.lock(LockKind.HEAVYWEIGHT, t, 0, true));
  }

  /// The probes tell a wait.
  void probed(int pid, String tag, long startNs, long endNs) {
    wait(pid, tag, startNs, endNs, true, Provenance.RECORDED);
  }

  /// The recording begins or ends in a wait.
  void cut(int pid, String tag, long startNs, long endNs, boolean acquired) {
    wait(pid, tag, startNs, endNs, acquired, Provenance.INFERRED);
  }

  private void wait(
      int pid, String tag, long startNs, long endNs, boolean acquired, Provenance provenance) {
    builder.lockWait(
        startNs,
        endNs,
        lock(tag),
        task(pid),
        LockMode.SHARE,
        Task.UNKNOWN,
        -1,
        -1,
        acquired,
        provenance);
  }

  /// A file is read.
  void read(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var file = new TraceFile(name, MemorySegment.ofArray(bytes), List.of());
    if (name.endsWith(".log")) {
      new StderrLogImporter().importTrace(file, context);
    } else if (name.startsWith("pg_locks")) {
      new LockSamplesImporter().importTrace(file, context);
    } else {
      new ActivityImporter().importTrace(file, context);
    }
  }

  /// @return what was told of problems, each in one line
  List<String> told() {
    return problems.problems().stream().map(p -> p.id() + " " + p.message()).toList();
  }

  Timeline build() {
    return builder.build(ProgressMonitor.NONE);
  }

  @Override
  public void close() {
    builder.close();
    spool.close();
  }
}
