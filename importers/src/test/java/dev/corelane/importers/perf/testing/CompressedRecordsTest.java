package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressedRecordsTest {
  private static final int FINISHED_ROUND = 68;

  @TempDir Path folder;

  private PerfDataWalker record(PerfDataOptions options) throws IOException {
    Path file = folder.resolve(options.compression() + ".data");
    WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V7_2, 3, 20, 5);
    SyntheticRecording.of(KernelVersion.V7_2, options, workload).writeTo(file, 20_000);
    return new PerfDataWalker(file);
  }

  @ParameterizedTest
  @CsvSource({"ZSTD, FILE, 81", "ZSTD2, FILE, 83", "ZSTD, PIPE, 81", "ZSTD2, PIPE, 83"})
  void holdsTheSameRecordsAsThePlainFile(Compression compression, Form form, int type)
      throws IOException {
    PerfDataOptions plain = PerfDataOptions.defaults().withForm(form).withRing(1 << 16, 3000);
    PerfDataWalker packed = record(plain.withCompression(compression));
    List<PerfDataWalker.Rec> compressed =
        packed.records.stream().filter(r -> r.type() == type).toList();
    assertThat(compressed.size()).isGreaterThan(10);
    assertThat(kernelRecords(packed)).isEqualTo(kernelRecords(record(plain)));
    assertThat(packed.features.get(27).getInt(4)).as("zstd").isEqualTo(1);
    assertThat(packed.features.get(27).getInt(16)).as("mmap_len").isEqualTo(1 << 16);

    ByteBuffer first = compressed.getFirst().payload();
    int data = type == 83 ? 8 : 0;
    byte[] frameMagic = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    assertThat(first.slice(data, 4)).isEqualTo(ByteBuffer.wrap(frameMagic));
    assertThat(compressed.stream().skip(1))
        .as("one frame")
        .noneMatch(r -> r.payload().slice(data, 4).equals(ByteBuffer.wrap(frameMagic)));
    if (type == 83) {
      assertThat(compressed).allMatch(r -> r.size() % 8 == 0);
    } else {
      assertThat(compressed).anyMatch(r -> r.size() % 8 != 0);
    }
    assertThat(splitRecords(packed)).as("records split over two payloads").isPositive();
  }

  private static List<ByteBuffer> kernelRecords(PerfDataWalker read) {
    return read.unpacked.stream()
        .filter(r -> r.type() < 64)
        .flatMap(
            r ->
                Stream.of(
                    ByteBuffer.allocate(8).putInt(r.type()).putInt(r.misc()).flip(), r.payload()))
        .toList();
  }

  /// Payloads that end inside a record.
  private static long splitRecords(PerfDataWalker read) {
    var recordEnds = new HashSet<Integer>();
    int at = 0;
    recordEnds.add(0);
    for (PerfDataWalker.Rec rec : read.unpacked) {
      boolean wasCompressed = !read.records.contains(rec);
      if (wasCompressed && rec.type() != FINISHED_ROUND) {
        at += rec.size();
        recordEnds.add(at);
      }
    }
    return read.unpackedUntil.stream().filter(end -> !recordEnds.contains(end)).count();
  }
}
