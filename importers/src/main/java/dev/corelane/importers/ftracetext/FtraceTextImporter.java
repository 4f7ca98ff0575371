package dev.corelane.importers.ftracetext;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.io.SegmentInputStream;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextRow;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Reads what ftrace prints: the files `trace` and `trace_pipe`, `trace-cmd report` in all its
/// forms, and what Android's atrace and systrace make of them.
public final class FtraceTextImporter implements TraceImporter {
  private static final int PROBED_LINES = 400;
  private static final String TRACER = "# tracer: ";
  private static final String ATRACE = "TRACE:\n";
  private static final int ZLIB = 0x78;

  /// Creates it; called by the service loader.
  public FtraceTextImporter() {}

  @Override
  public String id() {
    return "ftrace-text";
  }

  @Override
  public String displayName() {
    return "ftrace text (trace, trace-cmd report, atrace, systrace)";
  }

  @Override
  public int richness() {
    return 40;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    String text = new String(head.bytes(), StandardCharsets.ISO_8859_1);
    if (compressedAt(text) >= 0) {
      return new ProbeResult(90, "is what atrace -z writes");
    }
    if (HtmlLines.isSystrace(text)) {
      return new ProbeResult(80, "is a systrace page");
    }
    if (text.contains("PERFFILE") || text.indexOf('\0') >= 0 && !text.contains(TRACER)) {
      return ProbeResult.no("is no text");
    }
    if (Scan.looksLikeJson(text)) {
      return ProbeResult.no("looks like JSON");
    }
    return probeLines(head.bytes(), text);
  }

  private static ProbeResult probeLines(byte[] bytes, String text) {
    var lines = new LineReader(MemorySegment.ofArray(bytes));
    var irqInfo = new IrqInfo();
    var rows = new FtraceRow(irqInfo);
    var row = new TextRow();
    boolean escaped = isEscaped(text);
    int events = 0;
    int others = 0;
    for (int i = 0; i < PROBED_LINES && lines.next(); i++) {
      if (escaped) {
        HtmlLines.unescape(lines);
      }
      if (rows.read(lines, row)) {
        events++;
      } else if (lines.end() > lines.start()
          && !lines.contains("#")
          && !FtraceReader.isPreamble(lines)) {
        others++;
      }
    }
    if (text.contains(TRACER)) {
      return new ProbeResult(events > 0 ? 95 : 60, "has ftrace's header");
    }
    return events > 0 && events >= others
        ? new ProbeResult(85, "has lines as ftrace prints them")
        : ProbeResult.no("has no line as ftrace prints it");
  }

  private static boolean isEscaped(String text) {
    return text.contains("==&gt;") || text.contains("&lt;idle&gt;-") || text.contains("\\n\\\n");
  }

  /// Where the zlib stream of `atrace -z` begins, -1 when there is none.
  private static int compressedAt(String text) {
    int at = text.indexOf(ATRACE);
    int stream = at + ATRACE.length();
    return at >= 0 && at < 1024 && stream < text.length() && text.charAt(stream) == ZLIB
        ? stream
        : -1;
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    MemorySegment content = file.content();
    String head = head(content);
    int stream = compressedAt(head);
    if (stream >= 0) {
      try (var in = new SalvagingInflater(new SegmentInputStream(content.asSlice(stream)))) {
        content = context.spool().spool(in, file.name(), context.monitor());
        if (in.damaged()) {
          context
              .problems()
              .add(
                  FtraceTextProblems.DAMAGED,
                  "the zlib stream behind the line TRACE: is damaged",
                  file.name(),
                  stream);
        }
      }
      head = head(content);
    }
    boolean page = HtmlLines.isSystrace(head);
    new FtraceReader(file, context, content, page, !page && isEscaped(head)).read(id());
  }

  private static String head(MemorySegment content) {
    return new String(TraceHead.bytesOf(content), StandardCharsets.ISO_8859_1);
  }
}
