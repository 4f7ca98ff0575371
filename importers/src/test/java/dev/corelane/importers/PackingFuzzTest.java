package dev.corelane.importers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import dev.corelane.importers.testing.Fuzzing;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the unpacking of files and archives, and whatever is chosen to read
/// them, in the profile `fuzz`; without it the seeds are read. What it has found stands as an
/// ordinary test in [HostileArchivesTest].
class PackingFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    Fuzzing.read(bytes, PackingFuzzTest::open);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(bytes -> Fuzzing.read(bytes, PackingFuzzTest::open));
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  /// Opens bytes as the program does; throws if a promise is broken.
  static void open(byte[] bytes) {
    try {
      Path file = Files.createTempFile("fuzzed", "");
      try {
        Files.write(file, bytes);
        try (Timeline timeline = Importers.open(List.of(file), ProgressMonitor.NONE)) {
          TimelineWalk.walk(timeline);
        } catch (TraceReadException e) {
          String message = e.getMessage();
          if (message == null || !message.endsWith(".") || message.contains("\n")) {
            throw new AssertionError("not one sentence: " + message, e);
          }
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Packer {
    OutputStream pack(OutputStream out) throws IOException;
  }

  private static List<byte[]> own() throws IOException {
    byte[] trace =
        "[{\"ph\":\"X\",\"ts\":1,\"dur\":2,\"pid\":1,\"tid\":7,\"name\":\"a\"}]"
            .getBytes(StandardCharsets.UTF_8);
    byte[] gzip = pack(trace, GZIPOutputStream::new);
    byte[] tar = tar(trace, gzip);
    return List.of(
        gzip,
        pack(trace, BZip2CompressorOutputStream::new),
        pack(trace, XZCompressorOutputStream::new),
        Zstd.compress(trace),
        tar,
        pack(tar, GZIPOutputStream::new),
        Zstd.compress(gzip));
  }

  private static byte[] pack(byte[] bytes, Packer packer) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream packed = packer.pack(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] tar(byte[] trace, byte[] gzip) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out, 512)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      Archives.add(tar, "../" + "long".repeat(40), trace);
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      Archives.add(tar, "/" + "name".repeat(40), gzip);
    }
    return out.toByteArray();
  }
}
