package dev.corelane.importers.ftrace;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.TracingData;
import dev.corelane.trace.diagnostics.ProblemKind;
import java.io.IOException;
import java.util.Optional;

/// Reads a trace.dat file up to its events. The versions share the first bytes: magic, version,
/// byte order, size of a `long`, page size.
abstract sealed class TraceDatReader implements AutoCloseable
    permits TraceDatVersion6, TraceDatVersion7 {
  /// A kernel has at most 8192 CPUs (NR_CPUS); numbers of hot-plugged ones may lie higher.
  static final int MOST_CPUS = 16382;

  private static final int LONGEST_VERSION = 16;

  final String source;
  final ImportContext context;
  final ByteView data;
  final int longSize;
  final long pageSize;

  TraceDatReader(Head head) {
    source = head.source;
    context = head.context;
    data = head.data;
    longSize = head.longSize;
    pageSize = head.pageSize;
  }

  /// The first bytes.
  ///
  /// @param end where the next begin
  record Head(
      String source, ImportContext context, ByteView data, int longSize, long pageSize, long end) {}

  /// Chooses the reader of the file's version.
  ///
  /// @throws TraceReadException for a version that is not known
  static TraceDatReader of(TraceFile file, ImportContext context) throws TraceReadException {
    var bytes = new ByteView(file.content(), false);
    long at = TracingData.MAGIC.length();
    int length = 0;
    while (at + length < bytes.size() && length <= LONGEST_VERSION && bytes.u8(at + length) != 0) {
      length++;
    }
    long after = at + length + 1;
    if (after + 6 > bytes.size()) {
      throw new TraceReadException(
          file.name() + " ends within the first bytes of a trace.dat file: it holds no events.");
    }
    String version = bytes.string(at, length);
    var data = new ByteView(file.content(), bytes.u8(after) == 1);
    var head =
        new Head(file.name(), context, data, bytes.u8(after + 1), data.u32(after + 2), after + 6);
    return switch (version) {
      case "6" -> new TraceDatVersion6(head);
      case "7" -> new TraceDatVersion7(head);
      default ->
          throw new TraceReadException(
              file.name()
                  + " is a trace.dat file of version "
                  + version.replaceAll("[^\\x20-\\x7e]", "?")
                  + ", but Corelane reads versions 6 and 7; convert it with trace-cmd convert"
                  + " --file-version 7.");
    };
  }

  /// Reads everything but the events.
  ///
  /// @throws IOException if nothing of the file can be read
  abstract Recording read() throws IOException;

  /// What unpacks the events.
  abstract ChunkCodec codec();

  @Override
  public void close() {
    codec().close();
  }

  final PageLayout layout(TracingData tracing) {
    return PageLayout.parse(tracing.headerPage(), pageSize, longSize);
  }

  /// Where the events of a CPU are, as far as the file goes; empty when they cannot be found. A CPU
  /// without an event has no bytes.
  final Optional<CpuData> cpuData(long cpu, long start, long size) {
    if (size == 0 && cpu <= MOST_CPUS) {
      return Optional.of(new CpuData((int) cpu, data, 0, 0));
    }
    if (cpu > MOST_CPUS || start < 0 || size < 0 || start > data.size()) {
      problem(FtraceProblems.CPU_DATA, "the data of CPU " + cpu + " lies outside the file", start);
      return Optional.empty();
    }
    if (size > data.size() - start) {
      problem(FtraceProblems.TRUNCATED, "the file ends within the data of CPU " + cpu, data.size());
    }
    return Optional.of(
        new CpuData((int) cpu, data, start, start + Math.min(size, data.size() - start)));
  }

  final void option(TraceOptions options, int id, ByteView from, long start, long end) {
    if (!options.take(id, from, start, end)) {
      problem(FtraceProblems.OPTION, "option " + id + " cannot be read", start);
    }
  }

  final void problem(ProblemKind kind, String message, long offset) {
    context.problems().add(kind, message, source, offset);
  }
}
