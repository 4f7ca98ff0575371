package dev.corelane.importers.chrome;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.Importers;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.model.Properties;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads trace-event JSON, with the kernel's events that may stand in it as text
/// (`systemTraceEvents`, as Chrome, Perfetto and systrace export them).
public final class ChromeImporter implements TraceImporter {
  private static final int PROGRESS_EVERY = 1 << 14;
  private static final Pattern START = Pattern.compile("\\A\uFEFF?\\s*([\\[{])");
  private static final Pattern KEYS =
      Pattern.compile("\"(?:traceEvents\"\\s*:\\s*\\[|systemTraceEvents\"\\s*:\\s*\")");
  private static final Pattern FIRST_EVENT =
      Pattern.compile("\\A\uFEFF?\\s*\\[\\s*(?:\\]|\\{[^{}]*(?:\\{[^{}]*\\}[^{}]*)?\"ph\"\\s*:)");

  /// Names of the clocks as Chrome writes them in its metadata.
  private static final Map<String, String> CLOCKS =
      Map.of(
          "LINUX_CLOCK_MONOTONIC", "CLOCK_MONOTONIC",
          "MAC_MACH_ABSOLUTE_TIME", "mach_absolute_time",
          "WIN_QPC", "QueryPerformanceCounter");

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "product-version", Properties.RECORDER_VERSION,
          "command_line", Properties.RECORDER_COMMAND,
          "cpu-brand", Properties.HOST_CPU,
          "os-arch", Properties.HOST_ARCH);

  /// Creates it; called by the service loader.
  public ChromeImporter() {}

  @Override
  public String id() {
    return "chrome";
  }

  @Override
  public String displayName() {
    return "trace-event JSON";
  }

  @Override
  public int richness() {
    return 20;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    String text = new String(head.bytes(), StandardCharsets.UTF_8);
    var start = START.matcher(text);
    if (!start.find()) {
      return ProbeResult.no("is no JSON");
    }
    boolean object = start.group(1).equals("{");
    return (object ? KEYS : FIRST_EVENT).matcher(text).find()
        ? new ProbeResult(object ? 90 : 80, "has trace events")
        : ProbeResult.no("has no traceEvents");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    boolean kernel = systemTrace(file, context);
    var threads = new ChromeThreads(context.builder(), kernel);
    var timeline = new ChromeTimeline(context.builder(), threads);
    var event = new ChromeEvent();
    long events = 0;
    try (var trace = new TraceEventFile(file.content())) {
      for (; trace.next(event); events++) {
        if (events % PROGRESS_EVERY == 0) {
          context.monitor().checkCancelled();
          context
              .monitor()
              .progress(trace.position(), file.content().byteSize(), "reading " + file.shortName());
        }
        String wrong = timeline.take(event);
        if (!wrong.isEmpty()) {
          context
              .problems()
              .add(
                  ChromeProblems.BAD_EVENT,
                  "an event that ends in line " + trace.line() + " " + wrong,
                  file.name(),
                  trace.position());
        }
      }
      damage(file, context, trace, kernel || events > 0);
      finish(file, context, trace, timeline);
    }
  }

  private static void damage(
      TraceFile file, ImportContext context, TraceEventFile events, boolean something)
      throws TraceReadException {
    boolean damaged = !events.damage().isEmpty();
    if (!something && (damaged || !events.found())) {
      throw new TraceReadException(
          file.name()
              + " has no trace event that can be read"
              + (damaged ? " (" + events.damage() + ")." : "."));
    }
    if (damaged) {
      context
          .problems()
          .add(
              ChromeProblems.DAMAGED,
              "no JSON from here on, " + events.damage(),
              file.name(),
              events.position());
    }
  }

  private void finish(
      TraceFile file, ImportContext context, TraceEventFile events, ChromeTimeline timeline) {
    var builder = context.builder();
    long count = timeline.finish();
    problem(
        context,
        file,
        ChromeProblems.UNMATCHED,
        "begins and ends of spans do not match",
        timeline.unmatched());
    problem(
        context,
        file,
        ChromeProblems.OUT_OF_ORDER,
        "ends of spans are older than their begins",
        timeline.backwards());
    Map<String, String> metadata = events.metadata();
    PROPERTIES.forEach(
        (key, property) -> {
          if (metadata.containsKey(key)) {
            builder.property(property, metadata.get(key));
          }
        });
    String clock = metadata.getOrDefault("clock-domain", "");
    int clockId = builder.clock(CLOCKS.getOrDefault(clock, "trace events"), 0, 0);
    builder.source(file.name(), id(), count, file.content().byteSize(), clockId);
  }

  private static void problem(
      ImportContext context, TraceFile file, ProblemKind kind, String message, long count) {
    if (count > 0) {
      context.problems().add(kind, message, file.name(), -1, ImportProblem.NO_TIME, count);
    }
  }

  /// Imports the kernel's text, which must come first, so that the events find its tasks.
  ///
  /// @return whether there was one
  private boolean systemTrace(TraceFile file, ImportContext context) throws IOException {
    long at = systemTraceAt(file.content(), context);
    if (at < 0) {
      return false;
    }
    MemorySegment text = new SystemTrace(file.content(), at).text(context);
    var inner = new TraceFile(file.name() + "!systemTraceEvents", text, List.of());
    for (TraceImporter importer : Importers.all()) {
      if (importer.id().equals("ftrace-text") && text.byteSize() > 0) {
        try {
          importer.importTrace(inner, context);
          return true;
        } catch (TraceReadException e) {
          context.problems().add(ChromeProblems.SYSTEM_TRACE, e.getMessage(), file.name(), at);
        }
      }
    }
    return false;
  }

  private static long systemTraceAt(MemorySegment content, ImportContext context) {
    if (!contains(content, "\"systemTraceEvents\"")) {
      return -1;
    }
    var event = new ChromeEvent();
    try (var events = new TraceEventFile(content)) {
      for (long i = 0; events.next(event); i++) {
        if (i % PROGRESS_EVERY == 0) {
          context.monitor().checkCancelled();
        }
      }
      return events.systemTraceAt();
    }
  }

  private static boolean contains(MemorySegment content, String what) {
    byte[] wanted = what.getBytes(StandardCharsets.US_ASCII);
    var window = new byte[1 << 16];
    int kept = 0;
    for (long at = 0; at < content.byteSize(); ) {
      int n = (int) Math.min(window.length - kept, content.byteSize() - at);
      MemorySegment.copy(content, ValueLayout.JAVA_BYTE, at, window, kept, n);
      int filled = kept + n;
      if (Scan.find(window, 0, filled, wanted) >= 0) {
        return true;
      }
      at += n;
      kept = Math.min(filled, wanted.length - 1);
      System.arraycopy(window, filled - kept, window, 0, kept);
    }
    return false;
  }
}
