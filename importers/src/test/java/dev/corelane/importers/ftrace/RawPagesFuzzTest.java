package dev.corelane.importers.ftrace;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.ftrace.testing.FtraceRecorder;
import dev.corelane.importers.ftrace.testing.TraceDatOptions;
import dev.corelane.importers.perf.testing.EventFormats;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of ring-buffer pages, guided by the code that they reach,
/// in the profile `fuzz`; without it the seeds are read. What it has found stands as an ordinary
/// test in [RawPagesTest].
class RawPagesFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(RawPagesFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, RawPagesFuzzTest::pages);
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  private static final KernelVersion KERNEL = KernelVersion.V7_2;

  private static List<byte[]> own() throws IOException {
    var recorder =
        new FtraceRecorder(TraceDatOptions.defaults(), new EventFormats(KERNEL, 8), t -> true);
    SyntheticWorkload.run(WorkloadOptions.of(KERNEL, 2, 9, 4), 200, recorder);
    return new ArrayList<>(recorder.pages().values());
  }

  /// The bytes alone, and as the pages of a CPU in a folder with the formats of a kernel.
  private static void pages(byte[] bytes) {
    FuzzTarget.rawPages(bytes);
    try {
      Path pages = Folder.ROOT.resolve("per_cpu/cpu0/trace_pipe_raw");
      Files.write(pages, bytes);
      FuzzTarget.folder(new RawPagesImporter(), Folder.ROOT);
      Files.delete(pages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A copy of tracefs without pages, made once.
  private static final class Folder {
    static final Path ROOT = make();

    private static Path make() {
      try {
        Path root = Files.createTempDirectory("raw");
        Files.createDirectories(root.resolve("per_cpu/cpu0"));
        var formats = new EventFormats(KERNEL, 8);
        for (SchedTracepoint tracepoint : formats.tracepoints()) {
          Path event = root.resolve("events/sched").resolve(tracepoint.eventName());
          Files.createDirectories(event);
          Files.writeString(event.resolve("format"), formats.get(tracepoint).text());
        }
        return root;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
