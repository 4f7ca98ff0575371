package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.corelane.importers.testing.Traces;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A copy that was cut off, because the disk was full or the line broke, gives what came before the
/// cut, and says so.
class CutFilesTest {
  private static final int LINES = 30_000;

  private static byte[] trace = new byte[0];

  @TempDir Path folder;

  @BeforeAll
  static void writeTrace() {
    var random = new SplittableRandom(1);
    var text = new StringBuilder("# tracer: nop\n#\n");
    long us = 10_000_000;
    for (int i = 0; i < LINES; i++) {
      us += 1 + random.nextInt(90);
      int from = i % 2 == 0 ? 0 : 300;
      text.append(
          String.format(
              Locale.ROOT,
              "  %s-%d [000] d..2. %d.%06d: sched_switch: prev_comm=%s prev_pid=%d prev_prio=120"
                  + " prev_state=%s ==> next_comm=%s next_pid=%d next_prio=120%n",
              from == 0 ? "<idle>" : "bash",
              from,
              us / 1_000_000,
              us % 1_000_000,
              from == 0 ? "swapper/0" : "bash",
              from,
              from == 0 ? "R" : "S",
              from == 0 ? "bash" : "swapper/0",
              300 - from));
    }
    trace = text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void packedFile(Packing packing) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = packer(packing, packed)) {
      out.write(trace);
    }
    Path whole = Files.write(folder.resolve("whole"), packed.toByteArray());
    try (Timeline timeline = Traces.open(whole)) {
      assertThat(switches(timeline)).isEqualTo(LINES);
      assertThat(timeline.problems()).extracting(ImportProblem::id).isEmpty();
    }
    Path cut =
        Files.write(
            folder.resolve("cut"), Arrays.copyOf(packed.toByteArray(), packed.size() * 4 / 5));
    try (Timeline timeline = Traces.open(cut)) {
      assertThat(switches(timeline)).isBetween(LINES / 3L, LINES - 1L);
      assertThat(timeline.problems())
          .anySatisfy(
              problem -> {
                assertThat(problem.id()).isEqualTo("incident.cut-off");
                assertThat(problem.severity()).isEqualTo(Severity.DATA_LOSS);
                assertThat(problem.message()).startsWith("unpacking gave ").contains(" bytes and");
              });
    }
  }

  @Test
  void entryOfAnArchive() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(packed)) {
      Archives.add(tar, "run/trace.txt", trace);
    }
    Path cut =
        Files.write(
            folder.resolve("cut.tar"), Arrays.copyOf(packed.toByteArray(), trace.length / 2));
    try (Timeline timeline = Traces.open(cut)) {
      assertThat(switches(timeline)).isBetween(LINES * 2L / 5, LINES * 3L / 5);
      assertThat(timeline.problems()).extracting(ImportProblem::id).contains("incident.cut-off");
    }
  }

  /// The descriptions of tracepoints stand behind the samples: a cut file has lost them.
  @Test
  void perfDataWithoutItsEnd() throws IOException {
    Path sample = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().copyTo(folder);
    byte[] unpacked;
    try (InputStream in = Packing.ZSTD.unpack(Files.newInputStream(sample))) {
      unpacked = in.readAllBytes();
    }
    Path cut =
        Files.write(folder.resolve("perf.data"), Arrays.copyOf(unpacked, unpacked.length / 2));
    try (Timeline timeline = Traces.open(cut)) {
      assertThat(timeline.problems())
          .extracting(ImportProblem::id)
          .contains("perf.truncated", "perf.formats-cut")
          .doesNotContain("perf.no-format");
      assertThat(timeline.eventCounts())
          .filteredOn(event -> event.name().startsWith("tracepoint "))
          .allSatisfy(event -> assertThat(event.used()).isFalse())
          .isNotEmpty();
    }
  }

  private static OutputStream packer(Packing packing, OutputStream out) throws IOException {
    return switch (packing) {
      case ZSTD -> new ZstdOutputStreamNoFinalizer(out);
      case GZIP -> new GZIPOutputStream(out);
      case BZIP2 -> new BZip2CompressorOutputStream(out);
      case XZ -> new XZCompressorOutputStream(out);
    };
  }

  private static long switches(Timeline timeline) {
    return timeline.eventCounts().stream()
        .filter(event -> event.name().endsWith("sched_switch"))
        .mapToLong(event -> event.count())
        .sum();
  }
}
