package dev.corelane.importers.rtapp;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.SourceKind;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.trace.model.ClockDomain;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Reads the logs of rt-app: a file per thread, a row per loop (`log_timing` in
/// src/rt-app_utils.c), times in microseconds of CLOCK_MONOTONIC.
public final class RtAppImporter implements TraceImporter {
  private static final int PROBED_LINES = 20;
  private static final int PROGRESS_EVERY = 1 << 14;
  private static final int LONGEST_ROW = 1000;

  /// Creates it; called by the service loader.
  public RtAppImporter() {}

  @Override
  public String id() {
    return "rt-app";
  }

  @Override
  public String displayName() {
    return "rt-app log";
  }

  @Override
  public SourceKind kind() {
    return SourceKind.MONOTONIC;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    return header(new LineReader(MemorySegment.ofArray(head.bytes()))) == null
        ? ProbeResult.no("has no header of rt-app")
        : new ProbeResult(95, "has the header of rt-app");
  }

  /// Goes to the header; null when there is none among the first lines.
  private static @org.jspecify.annotations.Nullable List<String> header(LineReader lines) {
    for (int i = 0; i < PROBED_LINES && lines.next(); i++) {
      List<String> names = words(lines);
      if (names.getFirst().equals("#idx") && names.containsAll(List.of("start", "end"))) {
        return names;
      }
    }
    return null;
  }

  private static List<String> words(LineReader lines) {
    int end = Math.min(lines.end(), lines.start() + LONGEST_ROW);
    return List.of(Scan.string(lines.bytes(), lines.start(), end).strip().split("\\s+"));
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    var lines = new LineReader(file.content());
    List<String> columns = header(lines);
    if (columns == null) {
      throw new TraceReadException(file.name() + " has no header of an rt-app log.");
    }
    var jobs = new RtAppJobs(columns, threadName(file.shortName()), context);
    while (lines.next()) {
      if (lines.number() % PROGRESS_EVERY == 0) {
        context.monitor().checkCancelled();
        context
            .monitor()
            .progress(lines.position(), file.content().byteSize(), "reading " + file.shortName());
      }
      List<String> row = words(lines);
      boolean nothing = row.getFirst().isEmpty() || row.getFirst().startsWith("#");
      if (!nothing && !jobs.take(row)) {
        context
            .problems()
            .add(
                RtAppProblems.BAD_ROW,
                "line " + lines.number() + " is no row of rt-app: " + lines.quote(),
                file.name(),
                lines.offset());
      }
    }
    jobs.finish();
    int clock = context.builder().clock(ClockDomain.MONOTONIC, context.incident().monotonic(), 0);
    context.builder().source(file.name(), id(), jobs.count(), file.content().byteSize(), clock);
  }

  /// Logs are named after the thread: `rt-app-thread0-0.log`.
  private static String threadName(String fileName) {
    String name = fileName.substring(fileName.lastIndexOf('!') + 1);
    return name.endsWith(".log") ? name.substring(0, name.length() - ".log".length()) : name;
  }
}
