package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small files that ask for much memory or disk end in one sentence.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileArchivesTest {
  private static final byte[] TRACE =
      "[{\"ph\":\"X\",\"ts\":1,\"dur\":2,\"pid\":1,\"tid\":7,\"name\":\"a\"}]"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /// A tar header with a type and a size, and a good checksum.
  private static byte[] header(char type, long size) {
    var header = ByteBuffer.allocate(512);
    header.put(0, (byte) 'x').put(156, (byte) type).putLong(128, size);
    header.put(124, (byte) 0x80).put(257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
    header.put(148, "        ".getBytes(StandardCharsets.US_ASCII));
    int sum = 0;
    for (byte b : header.array()) {
      sum += b & 0xff;
    }
    header.put(148, "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  /// The name of the next entry, or its extended header, of more bytes than there is memory for.
  @ParameterizedTest
  @ValueSource(chars = {'L', 'K', 'x', 'g'})
  void namesAndExtendedHeadersOfHundredsOfMegabytes(char type) throws IOException {
    long size = 200L << 20;
    Path bomb = folder.resolve("names.tar.zst");
    try (OutputStream out = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(bomb))) {
      out.write(header(type, size));
      byte[] part = "9999999 a=aaaaaaa".repeat(1 << 12).getBytes(StandardCharsets.US_ASCII);
      for (long at = 0; at < size; at += part.length) {
        out.write(part);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(100_000);
    assertThatThrownBy(() -> Traces.open(bomb))
        .isInstanceOf(TraceReadException.class)
        .hasMessageMatching("[^\\n]*names\\.tar\\.zst is a tar archive, but cannot be [^\\n]*\\.");
  }

  @Test
  void namesOfHundredsOfMegabytesAfterAGoodEntryKeepIt() throws IOException {
    Path bomb = folder.resolve("later.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write(header('0', TRACE.length));
      out.write(Arrays.copyOf(TRACE, 512));
      out.write(header('L', 64 << 20));
      byte[] part = new byte[1 << 20];
      Arrays.fill(part, (byte) 'a');
      for (int i = 0; i < 64; i++) {
        out.write(part);
      }
    }
    try (Timeline timeline = Traces.open(bomb)) {
      assertThat(timeline.spans().size()).isEqualTo(1);
      assertThat(Traces.problems(timeline)).isEqualTo("incident.not-read=1");
      assertThat(timeline.problems().getFirst().message())
          .isEqualTo("the archive is damaged: its headers take more than 8 MiB");
    }
  }

  @Test
  void sizesBeyondTheFileAreNotBelieved() throws IOException {
    for (long size : new long[] {1L << 40, Long.MAX_VALUE / 2}) {
      for (char type : new char[] {'0', 'L', 'x', 'S'}) {
        Path file = write("size.tar", header(type, size));
        assertThatThrownBy(() -> Traces.open(file))
            .as("%c %d", type, size)
            .isInstanceOf(TraceReadException.class)
            .hasMessageMatching("[^\\n]*\\.");
      }
    }
  }

  @Test
  void pathsOfEntriesAreOnlyNames() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String name :
          new String[] {
            "/etc/passwd", "../../up", "a/../../b", "C:\\x", "nul\u0001l", "x".repeat(5000)
          }) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(1);
        tar.putArchiveEntry(entry);
        tar.write('x');
        tar.closeArchiveEntry();
      }
      var link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      var entry = new TarArchiveEntry("trace", true);
      entry.setSize(TRACE.length);
      tar.putArchiveEntry(entry);
      tar.write(TRACE);
      tar.closeArchiveEntry();
    }
    Path archive = write("odd.tar", out.toByteArray());
    try (Timeline timeline = Traces.open(archive)) {
      assertThat(timeline.spans().size()).isEqualTo(1);
      assertThat(Traces.count(timeline, "incident.not-a-trace")).isEqualTo(6);
      assertThat(Traces.count(timeline, "incident.empty-file")).isZero();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(archive);
    }
  }

  /// Names are cut where they are shown, and folders in folders are looked at only so deep.
  @Test
  void aNameOfManyFolders() throws IOException {
    for (String name : new String[] {"a/".repeat(5_000) + "x", "a\n".repeat(5_000)}) {
      var out = new ByteArrayOutputStream();
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      out.write(header('L', bytes.length));
      out.write(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
      out.write(header('0', TRACE.length));
      out.write(Arrays.copyOf(TRACE, 512));
      try (Timeline timeline = Traces.open(write("names.tar", out.toByteArray()))) {
        assertThat(timeline.spans().size()).isEqualTo(1);
        assertThat(timeline.sources().getFirst().path())
            .hasSizeLessThan(600)
            .doesNotContain("\n")
            .endsWith("...");
      }
    }
  }

  /// An archive that holds itself packed again and again is looked into only so deep.
  @Test
  void packedInPackedEnds() throws IOException {
    byte[] bytes = TRACE;
    for (int i = 0; i < 20; i++) {
      var out = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(bytes);
      }
      bytes = out.toByteArray();
    }
    Path file = write("deep.gz", bytes);
    assertThatThrownBy(() -> Traces.open(file))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("no format that Corelane reads");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x1F8B0800, 0x425A6839})
  void nothingBehindTheMagic(int magic) throws IOException {
    byte[] bytes = ByteBuffer.allocate(4).putInt(magic).array();
    Path file = write("cut", bytes);
    assertThatThrownBy(() -> Traces.open(file))
        .isInstanceOf(TraceReadException.class)
        .hasMessageMatching("[^\\n]*cut is packed by [^\\n]*, but cannot be unpacked: [^\\n]*\\.");
  }
}
