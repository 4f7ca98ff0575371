package dev.corelane.importers.testing;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.Spool;
import dev.corelane.importers.perf.PerfDataImporter;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
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
    try (var spool = new Spool();
        var builder = new TimelineBuilder()) {
      var problems = new ProblemLog();
      var context = new ImportContext(builder, problems, ProgressMonitor.NONE, spool);
      var file = new TraceFile("fuzzed", MemorySegment.ofArray(bytes), List.of());
      new PerfDataImporter().importTrace(file, context);
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

  /// Checks that a refusal is one sentence for a person.
  public static void checkSentence(TraceReadException refusal) {
    String message = refusal.getMessage();
    if (message == null || !SENTENCE.matcher(message).matches()) {
      throw new AssertionError("not one sentence: " + message, refusal);
    }
  }
}
