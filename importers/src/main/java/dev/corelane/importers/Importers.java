package dev.corelane.importers;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.file.TimelineFileException;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// The one way to open a trace: recognises it by content, unpacks it if need be, imports it.
public final class Importers {
  private static final int HEAD = 64 << 10;
  private static final int ZSTD_MAGIC = 0xFD2FB528;

  private Importers() {}

  /// All importers of this program.
  ///
  /// @return by id
  public static List<TraceImporter> all() {
    return ServiceLoader.load(TraceImporter.class, Importers.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(TraceImporter::id))
        .toList();
  }

  /// Opens a trace: a `.corelane` file, a file of a known format, either of them packed by zstd, or
  /// a folder that a recorder made (`perf record --threads`, per-CPU ftrace pages). The path `-` is
  /// standard input.
  ///
  /// @param paths what to open; more than one makes one timeline only where the formats allow it
  /// @param monitor told of the progress, asked whether to go on
  /// @return the timeline, to be closed by the caller
  /// @throws TraceReadException if it cannot be opened, with a sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  public static Timeline open(List<Path> paths, ProgressMonitor monitor) throws TraceReadException {
    if (paths.size() != 1) {
      throw new TraceReadException(
          paths.isEmpty()
              ? "No file was named."
              : "One trace at a time can be opened; "
                  + paths.size()
                  + " were named: open them one by one.");
    }
    Path path = paths.getFirst();
    try {
      return open(path, monitor);
    } catch (TimelineFileException e) {
      throw new TraceReadException(e.getMessage(), e);
    } catch (TraceReadException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new TraceReadException("There is no file " + path + ".", e);
    } catch (IOException e) {
      throw new TraceReadException("Cannot read " + path + ": " + reason(e) + ".", e);
    }
  }

  private static Timeline open(Path path, ProgressMonitor monitor) throws IOException {
    boolean stdin = path.toString().equals("-");
    if (!stdin && Files.isRegularFile(path) && TimelineFile.recognises(firstBytes(path))) {
      return TimelineFile.open(path);
    }
    try (Spool spool = new Spool();
        TimelineBuilder builder = new TimelineBuilder()) {
      var problems = new ProblemLog();
      var context = new ImportContext(builder, problems, monitor, spool);
      if (!stdin && Files.isDirectory(path)) {
        TraceFolder folder = TraceFolder.of(path, spool);
        choose(folder).importFolder(folder, context);
      } else {
        TraceFile file = stdin ? standardInput(spool, monitor) : file(path, spool, monitor);
        choose(file).importTrace(file, context);
      }
      for (ImportProblem problem : problems.problems()) {
        builder.problem(problem);
      }
      return builder.build(monitor);
    }
  }

  private static TraceImporter choose(TraceFile file) throws IOException {
    if (file.content().byteSize() == 0) {
      throw new TraceReadException(file.name() + " is empty.");
    }
    byte[] bytes = head(file.content());
    if (TimelineFile.recognises(bytes)) {
      throw new TraceReadException(
          file.name()
              + " is a .corelane file inside a stream; save or unpack it to a file of its own,"
              + " which is then mapped without reading it whole.");
    }
    var head =
        new TraceHead(
            Path.of(file.name()).getFileName().toString(), bytes, file.content().byteSize());
    return choose(
        importer -> importer.probe(head), file.name() + " is in no format that Corelane reads");
  }

  private static TraceImporter choose(TraceFolder folder) throws IOException {
    return choose(
        importer -> importer.probeFolder(folder),
        folder.name() + " is a folder of no kind that Corelane reads");
  }

  /// The importer that is surest.
  private static TraceImporter choose(Probe probe, String refusal) throws IOException {
    TraceImporter best = null;
    int confidence = 0;
    List<String> reasons = new ArrayList<>();
    for (TraceImporter importer : all()) {
      ProbeResult result = probe.of(importer);
      if (result.confidence() > confidence) {
        best = importer;
        confidence = result.confidence();
      }
      reasons.add(importer.displayName() + ": " + result.reason());
    }
    if (best == null) {
      throw new TraceReadException(refusal + " (" + String.join("; ", reasons) + ").");
    }
    return best;
  }

  @FunctionalInterface
  private interface Probe {
    ProbeResult of(TraceImporter importer) throws IOException;
  }

  private static TraceFile file(Path path, Spool spool, ProgressMonitor monitor)
      throws IOException {
    MemorySegment content = spool.map(path);
    if (isZstd(content)) {
      try (InputStream in =
          new ZstdInputStreamNoFinalizer(
                  new BufferedInputStream(Files.newInputStream(path), 1 << 20))
              .setContinuous(true)) {
        content = spool.spool(in, path.toString(), monitor);
      }
    }
    return new TraceFile(path.toString(), content, List.of());
  }

  private static TraceFile standardInput(Spool spool, ProgressMonitor monitor) throws IOException {
    MemorySegment content = spool.spool(System.in, "standard input", monitor);
    if (isZstd(content)) {
      try (InputStream in =
          new ZstdInputStreamNoFinalizer(new SegmentInputStream(content)).setContinuous(true)) {
        content = spool.spool(in, "standard input", monitor);
      }
    }
    return new TraceFile("standard input", content, List.of());
  }

  private static boolean isZstd(MemorySegment content) {
    return content.byteSize() >= 4
        && content.get(
                ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN), 0)
            == ZSTD_MAGIC;
  }

  private static byte[] head(MemorySegment content) {
    return content.asSlice(0, Math.min(HEAD, content.byteSize())).toArray(ValueLayout.JAVA_BYTE);
  }

  private static byte[] firstBytes(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(HEAD);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static final class SegmentInputStream extends InputStream {
    private final MemorySegment segment;
    private long at;

    SegmentInputStream(MemorySegment segment) {
      this.segment = segment;
    }

    @Override
    public int read() {
      return at < segment.byteSize() ? segment.get(ValueLayout.JAVA_BYTE, at++) & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      long left = segment.byteSize() - at;
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int n = (int) Math.min(left, length);
      MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, buffer, offset, n);
      at += n;
      return n;
    }
  }
}
