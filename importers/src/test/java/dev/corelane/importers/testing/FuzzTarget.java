package dev.corelane.importers.testing;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceFolder;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.ftrace.RawPagesImporter;
import dev.corelane.importers.ftrace.TraceDatImporter;
import dev.corelane.importers.ftracetext.FtraceTextImporter;
import dev.corelane.importers.io.Spool;
import dev.corelane.importers.perf.PerfDataImporter;
import dev.corelane.importers.perftext.PerfTextImporter;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Imports any bytes as the program would import a file of them, and checks that the result is a
/// timeline that can be walked, or a refusal in one sentence. Anything else is thrown on.
public final class FuzzTarget {
  private static final Pattern SENTENCE = Pattern.compile("[^\\n\\r]{10,400}\\.");

  private FuzzTarget() {}

  /// Imports bytes as perf.data.
  ///
  /// @return whether a timeline came out
  /// @throws AssertionError if a promise is broken
  public static boolean perfData(byte[] bytes) {
    return perfData(bytes, timeline -> {});
  }

  /// Imports bytes as perf.data and lets the timeline be looked at.
  public static boolean perfData(byte[] bytes, Consumer<Timeline> look) {
    return importBy(new PerfDataImporter(), bytes, look);
  }

  /// Imports bytes as trace.dat.
  ///
  /// @return whether a timeline came out
  public static boolean traceDat(byte[] bytes) {
    return importBy(new TraceDatImporter(), bytes, timeline -> {});
  }

  /// Imports bytes as pages of a ring buffer.
  ///
  /// @return whether a timeline came out
  public static boolean rawPages(byte[] bytes) {
    return importBy(new RawPagesImporter(), bytes, timeline -> {});
  }

  /// Imports bytes as ftrace text.
  ///
  /// @return whether a timeline came out
  public static boolean ftraceText(byte[] bytes) {
    return importBy(new FtraceTextImporter(), bytes, timeline -> {});
  }

  /// Imports bytes as perf text.
  ///
  /// @return whether a timeline came out
  public static boolean perfText(byte[] bytes) {
    return importBy(new PerfTextImporter(), bytes, timeline -> {});
  }

  /// Asks an importer whether bytes are of its format, imports them whatever it says, and lets the
  /// timeline be looked at.
  ///
  /// @return whether a timeline came out
  public static boolean importBy(TraceImporter importer, byte[] bytes, Consumer<Timeline> look) {
    importer.probe(
        new TraceHead(
            "fuzzed", Arrays.copyOf(bytes, Math.min(bytes.length, 1 << 16)), bytes.length));
    try (var spool = new Spool();
        var builder = new TimelineBuilder()) {
      var problems = new ProblemLog();
      var context = new ImportContext(builder, problems, ProgressMonitor.NONE, spool);
      var file = new TraceFile("fuzzed", MemorySegment.ofArray(bytes), List.of());
      importer.importTrace(file, context);
      for (ImportProblem problem : problems.problems()) {
        builder.problem(problem);
      }
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        TimelineWalk.walk(timeline);
        look.accept(timeline);
      }
      return true;
    } catch (TraceReadException e) {
      checkSentence(e);
      return false;
    } catch (IOException e) {
      throw new AssertionError("not a refusal in one sentence", e);
    }
  }

  /// Imports a folder, whatever the importer thinks of it.
  ///
  /// @return whether a timeline came out
  public static boolean folder(TraceImporter importer, Path folder) throws IOException {
    try (var spool = new Spool();
        var builder = new TimelineBuilder()) {
      var context = new ImportContext(builder, new ProblemLog(), ProgressMonitor.NONE, spool);
      TraceFolder traceFolder = TraceFolder.of(folder, spool);
      importer.probeFolder(traceFolder);
      importer.importFolder(traceFolder, context);
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        TimelineWalk.walk(timeline);
      }
      return true;
    } catch (TraceReadException e) {
      checkSentence(e);
      return false;
    }
  }

  /// Checks that a refusal is one sentence for a person.
  public static void checkSentence(TraceReadException refusal) {
    String message = refusal.getMessage();
    if (message == null || !SENTENCE.matcher(message).matches()) {
      throw new AssertionError("not one sentence: " + message, refusal);
    }
  }
}
