package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.Spool;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// Imports any bytes with every importer of this package, whether or not it claims them, and checks
/// that the result is a timeline that can be walked, or a refusal in one sentence.
final class PostgresFuzz {
  private static final int HEAD = 64 << 10;

  private static final List<TraceImporter> IMPORTERS =
      List.of(
          new ActivityImporter(),
          new BackendListImporter(),
          new CsvLogImporter(),
          new JsonLogImporter(),
          new LockSamplesImporter(),
          new PageItemsImporter(),
          new PgbenchAggregateImporter(),
          new PgbenchLogImporter(),
          new PgbenchReportImporter(),
          new SessionHistoryImporter(),
          new StderrLogImporter(),
          new WaitHistoryImporter(),
          new WaitProfileImporter());

  private PostgresFuzz() {}

  /// The ids of the importers that claim the bytes.
  static List<String> importedBy(byte[] bytes) {
    return IMPORTERS.stream()
        .filter(importer -> claims(importer, bytes))
        .map(TraceImporter::id)
        .toList();
  }

  private static boolean claims(TraceImporter importer, byte[] bytes) {
    byte[] head = Arrays.copyOf(bytes, Math.min(HEAD, bytes.length));
    return importer.probe(new TraceHead("unknown", head, bytes.length)).confidence() > 0;
  }

  /// @throws AssertionError if a promise is broken
  static void importAnyBytes(byte[] bytes) {
    for (TraceImporter importer : IMPORTERS) {
      claims(importer, bytes);
      try (var spool = new Spool();
          var builder = new TimelineBuilder()) {
        var problems = new ProblemLog();
        var context = new ImportContext(builder, problems, ProgressMonitor.NONE, spool);
        importer.importTrace(
            new TraceFile("fuzzed", MemorySegment.ofArray(bytes), List.of()), context);
        for (ImportProblem problem : problems.problems()) {
          builder.problem(problem);
        }
        try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
          TimelineWalk.walk(timeline);
        }
      } catch (TraceReadException e) {
        FuzzTarget.checkSentence(e);
      } catch (IOException e) {
        throw new AssertionError("not a refusal in one sentence", e);
      }
    }
  }
}
