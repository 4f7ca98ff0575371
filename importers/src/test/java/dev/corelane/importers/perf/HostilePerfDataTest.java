package dev.corelane.importers.perf;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.PerfDataOptions;
import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import dev.corelane.importers.perf.testing.ReadFormat;
import dev.corelane.importers.perf.testing.SampleType;
import dev.corelane.importers.perf.testing.SyntheticRecording;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.Damages.Small;
import dev.corelane.importers.testing.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of a few KB that ask for gigabytes: sizes, counts and lengths beyond the file, frames that
/// unpack to far more than themselves, records that do not move on. Each ends in a counted problem
/// or a sentence, and the reader allocates no more on the heap than it does for an honest file.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostilePerfDataTest {
  /// An honest file of this size takes about 5 MB; what asks for gigabytes must not get a tenth.
  private static final long MOST_HEAP = 64L << 20;

  private static final int COMPRESSED = 81;
  private static final int COMPRESSED2 = 83;
  private static final int HEADER_ATTR = 64;
  private static final int TRACING_DATA = 66;
  private static final int AUXTRACE = 71;
  private static final int HEADER_FEATURE = 80;

  @TempDir static Path folder;
  private static byte[] file = {};
  private static byte[] pipe = {};

  @BeforeAll
  static void write() throws IOException {
    file = small(Form.FILE).bytes();
    pipe = small(Form.PIPE).bytes();
    open(file);
  }

  private static Small small(Form form) throws IOException {
    return SmallRecordings.of(
        folder, KernelVersion.V6_12, ByteOrder.LITTLE_ENDIAN, form, Compression.NONE);
  }

  @Test
  void attrSectionLargerThanTheFile() {
    for (long size : new long[] {1L << 31, 1L << 40, Long.MAX_VALUE}) {
      assertThat(open(with(file, 32, size))).contains("perf.attributes-damaged");
    }
    for (long entry : new long[] {0, 8, 1 << 20, 1L << 40, -16}) {
      assertThat(open(with(file, 16, entry))).contains("perf.attributes-damaged");
    }
  }

  @Test
  void idsLargerThanTheFile() {
    int ids = (int) (at(file, 24) + at(file, 16) - 8);
    for (long size : new long[] {1L << 31, 1L << 40, Long.MAX_VALUE}) {
      assertThat(open(with(file, ids, size))).contains("perf.attributes-damaged");
    }
  }

  @Test
  void dataSectionLargerThanTheFile() {
    for (long size : new long[] {1L << 31, 1L << 40, Long.MAX_VALUE}) {
      assertThat(open(with(file, 48, size))).contains("perf.truncated");
    }
    assertThat(open(with(file, 40, Long.MAX_VALUE))).contains("perf.truncated");
    assertThat(open(with(file, 48, 0))).contains("perf.truncated");
  }

  /// Each number of each feature section says "four billion".
  @Test
  void countsAndLengthsOfFeatures() {
    int from = (int) (at(file, 40) + at(file, 48));
    for (int i = from; i < Math.min(from + 1024, file.length - 4); i += 4) {
      byte[] bytes = file.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(i, -1);
      open(bytes);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(i, Integer.MAX_VALUE);
      open(bytes);
    }
  }

  @Test
  void featuresThatCountTooMuch() {
    for (int feature = 1; feature < 35; feature++) {
      ByteBuffer b = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).putLong(feature);
      while (b.hasRemaining()) {
        b.putInt(Integer.MAX_VALUE);
      }
      open(pipeWith(record(HEADER_FEATURE, b.array())));
    }
    byte[] cpus = longs(7, Integer.MAX_VALUE | (long) Integer.MAX_VALUE << 32);
    assertThat(openAndCountCpus(pipeWith(record(HEADER_FEATURE, cpus)))).isLessThan(10);
  }

  @Test
  void recordOfNoSize() {
    assertThat(open(pipeWith(longs(9)))).contains("perf.bad-record");
    assertThat(open(pipeWith(longs(9 | 7L << 48)))).contains("perf.bad-record");
  }

  @Test
  void tracingDataOfGigabytes() {
    for (long size : new long[] {0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL}) {
      assertThat(open(pipeWith(record(TRACING_DATA, longs(size))))).contains("perf.truncated");
    }
  }

  @Test
  void countsWithinTracingData() {
    var blob = new ByteArrayOutputStream();
    blob.writeBytes("\u0017\bDtracing0.6\0\0\b".getBytes(StandardCharsets.ISO_8859_1));
    blob.writeBytes(ints(4096));
    blob.writeBytes("header_page\0".getBytes(StandardCharsets.ISO_8859_1));
    int pageSizeAt = blob.size();
    blob.writeBytes(longs(0));
    blob.writeBytes("header_event\0".getBytes(StandardCharsets.ISO_8859_1));
    blob.writeBytes(longs(0));
    blob.writeBytes(ints(-1));
    blob.writeBytes(longs(0, 0, 0));
    blob.write(new byte[8 - blob.size() % 8], 0, 8 - blob.size() % 8);
    byte[] counted = blob.toByteArray();
    byte[] sized = with(counted, pageSizeAt, Long.MAX_VALUE);
    for (byte[] bytes : List.of(counted, sized)) {
      byte[] record = record(TRACING_DATA, longs(bytes.length));
      assertThat(open(pipeWith(record, bytes))).contains("perf.tracing-data-damaged");
    }
  }

  @Test
  void auxTraceOfExabytes() {
    for (long size : new long[] {1L << 40, Long.MAX_VALUE, -1}) {
      byte[] record = record(AUXTRACE, longs(size, 0, 0, 0, 0));
      assertThat(open(pipeWith(record))).contains("perf.truncated");
    }
  }

  /// 16 KiB of zstd that unpack to 512 MiB: given up after 4096 times the input and 64 MiB.
  @Test
  void zstdBomb() throws IOException {
    byte[] packed = packedZeros(512);
    assertThat(packed.length).isLessThan(40_000);
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < packed.length; i += 60_000) {
      byte[] part = Arrays.copyOfRange(packed, i, Math.min(packed.length, i + 60_000));
      records.add(record(COMPRESSED, part));
    }
    assertThat(open(pipeWith(records.toArray(byte[][]::new)))).contains("perf.compressed-damaged");
  }

  /// A frame whose header announces a window of gigabytes is refused by the decoder.
  @Test
  void zstdWindowOfGigabytes() {
    byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xf8, 0, 0, 0, 0, 0, 0};
    assertThat(open(pipeWith(record(COMPRESSED, frame)))).contains("perf.compressed-damaged");
    byte[] sized = Arrays.copyOf(longs(Long.MAX_VALUE, 0, 0), 24);
    System.arraycopy(frame, 0, sized, 8, frame.length);
    assertThat(open(pipeWith(record(COMPRESSED2, sized)))).contains("perf.compressed-damaged");
  }

  @Test
  void attrThatClaimsMoreThanItsRecord() {
    byte[] attr = new byte[64];
    ByteBuffer.wrap(attr).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 2).putInt(4, -1);
    open(pipeWith(record(HEADER_ATTR, attr)));
    assertThat(open(pipeWith(record(HEADER_ATTR, new byte[16]))))
        .contains("perf.attributes-damaged");
  }

  /// Ids that lie far apart must not make an array between them.
  @Test
  void idsFarApart() {
    byte[] attr = new byte[64];
    ByteBuffer.wrap(attr).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 2).putInt(4, 64);
    var both = new ByteArrayOutputStream();
    both.writeBytes(attr);
    for (int i = 0; i < 63; i++) {
      both.writeBytes(longs(1L << i));
    }
    open(pipeWith(record(HEADER_ATTR, both.toByteArray())));
  }

  @Test
  void readAndCallchainCounts() throws IOException {
    for (long field : new long[] {SampleType.READ, SampleType.CALLCHAIN}) {
      Path path = folder.resolve("counts.data");
      PerfDataOptions options = PerfDataOptions.defaults().withForm(Form.PIPE);
      WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V6_12, 2, 5, 7);
      SyntheticRecording.of(KernelVersion.V6_12, options, workload)
          .withSampleType(field, ReadFormat.GROUP)
          .writeTo(path, 60);
      for (long count : new long[] {1L << 31, 1L << 60, 1L << 61, Long.MAX_VALUE, -1}) {
        byte[] bytes = Files.readAllBytes(path);
        putCounts(bytes, count);
        assertThat(open(bytes)).contains("perf.no-raw");
      }
    }
  }

  /// Puts a number where each sample counts its values or addresses.
  private static void putCounts(byte[] bytes, long count) {
    var data = new ByteView(MemorySegment.ofArray(bytes), false);
    SampleLayout layout = null;
    long at = 16;
    while (at < bytes.length) {
      if (data.i32(at) == HEADER_ATTR) {
        layout = new SampleLayout(PerfAttr.read(data, at + 8, 64));
      } else if (data.i32(at) == RecordType.SAMPLE) {
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong((int) at + 8 + layout.fixedSize, count);
      }
      at += RecordLength.of(data, at, bytes.length);
    }
  }

  private static List<String> open(byte[] bytes) {
    List<String> ids = new ArrayList<>();
    long before = allocated();
    if (!FuzzTarget.perfData(bytes, t -> t.problems().forEach(p -> ids.add(p.id())))) {
      ids.add("refused");
    }
    assertThat(allocated() - before).as("bytes of heap for %s", ids).isLessThan(MOST_HEAP);
    return ids;
  }

  private static int openAndCountCpus(byte[] bytes) {
    int[] cpus = new int[1];
    FuzzTarget.perfData(bytes, t -> cpus[0] = t.cpus().size());
    return cpus[0];
  }

  /// Bytes that this thread has ever taken from the heap. By reflection, because the module under
  /// test has no business with java.management.
  private static long allocated() {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
      return (long) type.getMethod("getCurrentThreadAllocatedBytes").invoke(threads);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the JVM does not count allocations", e);
    }
  }

  /// The small pipe recording with more records behind its own.
  private static byte[] pipeWith(byte[]... records) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(pipe);
    for (byte[] record : records) {
      out.writeBytes(record);
    }
    return out.toByteArray();
  }

  private static byte[] record(int type, byte[] body) {
    int size = 8 + body.length + 7 & ~7;
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(type)
        .putShort((short) 0)
        .putShort((short) size)
        .put(body)
        .array();
  }

  private static byte[] longs(long... values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      b.putLong(value);
    }
    return b.array();
  }

  private static byte[] ints(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static long at(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
  }

  private static byte[] with(byte[] bytes, int offset, long value) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putLong(offset, value);
    return copy;
  }

  private static byte[] packedZeros(int mebibytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStreamNoFinalizer(out)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < mebibytes; i++) {
        zstd.write(zeros);
      }
    }
    return out.toByteArray();
  }
}
