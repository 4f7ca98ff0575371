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
import java.util.stream.Stream;

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
  /// a `perf record --threads` folder. The path `-` is standard input.
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
      TraceFile file = stdin ? standardInput(spool, monitor) : file(path, spool, monitor);
      if (TimelineFile.recognises(head(file.content()))) {
        throw new TraceReadException(
            file.name()
                + " is a .corelane file inside a stream; save or unpack it to a file of its own,"
                + " which is then mapped without reading it whole.");
      }
      TraceImporter importer = choose(file);
      var problems = new ProblemLog();
      importer.importTrace(file, new ImportContext(builder, problems, monitor, spool));
      for (ImportProblem problem : problems.problems()) {
        builder.problem(problem);
      }
      return builder.build(monitor);
    }
  }

  private static TraceImporter choose(TraceFile file) throws TraceReadException {
    if (file.content().byteSize() == 0) {
      throw new TraceReadException(file.name() + " is empty.");
    }
    var head =
        new TraceHead(
            Path.of(file.name()).getFileName().toString(),
            head(file.content()),
            file.content().byteSize());
    TraceImporter best = null;
    int confidence = 0;
    List<String> reasons = new ArrayList<>();
    for (TraceImporter importer : all()) {
      ProbeResult result = importer.probe(head);
      if (result.confidence() > confidence) {
        best = importer;
        confidence = result.confidence();
      }
      reasons.add(importer.displayName() + ": " + result.reason());
    }
    if (best == null) {
      throw new TraceReadException(
          file.name()
              + " is in no format that Corelane reads ("
              + String.join("; ", reasons)
              + ").");
    }
    return best;
  }

  private static TraceFile file(Path path, Spool spool, ProgressMonitor monitor)
      throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path, spool);
    }
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

  private static TraceFile folder(Path path, Spool spool) throws IOException {
    Path main = path.resolve("data");
    if (!Files.isRegularFile(main)) {
      throw new TraceReadException(
          path
              + " is a folder, but not one that perf record --threads makes: it has no file named"
              + " data.");
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(path)) {
      files =
          list.filter(p -> p.getFileName().toString().matches("data\\.\\d+"))
              .sorted(Comparator.comparingInt(Importers::partNumber))
              .toList();
    }
    List<MemorySegment> parts = new ArrayList<>();
    for (Path part : files) {
      parts.add(spool.map(part));
    }
    return new TraceFile(path.toString(), spool.map(main), List.copyOf(parts));
  }

  private static int partNumber(Path part) {
    String digits = part.getFileName().toString().substring("data.".length());
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
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
