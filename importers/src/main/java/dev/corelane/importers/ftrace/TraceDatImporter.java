package dev.corelane.importers.ftrace;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.kernel.TracingData;
import java.io.IOException;

/// Reads what `trace-cmd record` writes: versions 6 and 7, of either byte order, compressed or not,
/// with any number of buffers.
public final class TraceDatImporter implements TraceImporter {
  /// Creates it; called by the service loader.
  public TraceDatImporter() {}

  @Override
  public String id() {
    return "trace.dat";
  }

  @Override
  public String displayName() {
    return "trace.dat (trace-cmd record)";
  }

  @Override
  public int richness() {
    return 80;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    return head.startsWith(TracingData.MAGIC)
        ? new ProbeResult(ProbeResult.CERTAIN, "starts with trace-cmd's magic")
        : ProbeResult.no("does not start with trace-cmd's magic");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    try (TraceDatReader reader = TraceDatReader.of(file, context)) {
      Recording recording = reader.read();
      new FtraceSession(file.name(), context, recording, reader.codec()).run(id());
    }
  }
}
