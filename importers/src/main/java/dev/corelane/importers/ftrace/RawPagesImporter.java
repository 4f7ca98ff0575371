package dev.corelane.importers.ftrace;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceFolder;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.TracingData;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads ring-buffer pages as `per_cpu/cpuN/trace_pipe_raw` gives them: a folder of such files with
/// the format files of the same kernel, or one such file alone, of which only times and numbers of
/// events can be told.
public final class RawPagesImporter implements TraceImporter {
  /// The layout of pages names no event, so it is weaker than any magic.
  private static final int BY_LAYOUT = 30;

  private static final int BY_NAMES = 80;

  /// Creates it; called by the service loader.
  public RawPagesImporter() {}

  @Override
  public String id() {
    return "ftrace.raw";
  }

  @Override
  public String displayName() {
    return "ftrace ring-buffer pages (trace_pipe_raw)";
  }

  @Override
  public int richness() {
    return 60;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    return RawLayout.guess(MemorySegment.ofArray(head.bytes()), "").isPresent()
        ? new ProbeResult(BY_LAYOUT, "starts with pages of a ring buffer")
        : ProbeResult.no("does not start with a page of a ring buffer");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    RawLayout layout =
        RawLayout.guess(file.content(), "")
            .orElseThrow(
                () ->
                    new TraceReadException(
                        file.name() + " does not hold pages of ftrace's ring buffer."));
    long size = file.content().byteSize();
    int cpu = Math.max(0, RawFolder.cpu(Path.of(file.name()).getFileName().toString()));
    var data = new ByteView(file.content(), layout.bigEndian());
    var buffer =
        new TraceBuffer("", "", layout.pages(), false, List.of(new CpuData(cpu, data, 0, size)));
    read(
        new Recording(size, new TracingData(), new TraceOptions(), List.of(buffer)),
        file.name(),
        context);
  }

  @Override
  public ProbeResult probeFolder(TraceFolder folder) {
    Optional<String> missing = RawFolder.missing(folder);
    return missing.isEmpty()
        ? new ProbeResult(BY_NAMES, "holds the pages of CPUs and format files")
        : ProbeResult.no(missing.get());
  }

  @Override
  public void importFolder(TraceFolder folder, ImportContext context) throws IOException {
    read(RawFolder.read(folder), folder.name(), context);
  }

  private void read(Recording recording, String source, ImportContext context) throws IOException {
    try (ChunkCodec codec = ChunkCodec.of("none", source)) {
      new FtraceSession(source, context, recording, codec).run(id());
    }
  }
}
