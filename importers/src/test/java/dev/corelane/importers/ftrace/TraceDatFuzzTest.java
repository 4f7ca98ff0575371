package dev.corelane.importers.ftrace;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.ftrace.testing.FtraceRecording;
import dev.corelane.importers.ftrace.testing.TraceDatOptions;
import dev.corelane.importers.ftrace.testing.TraceDatOptions.Compression;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of trace.dat, guided by the code that they reach, in the
/// profile `fuzz`; without it the seeds are read. What it has found stands as an ordinary test in
/// [DamagedTraceDatTest].
class TraceDatFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(TraceDatFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, FuzzTarget::traceDat);
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  private static List<byte[]> own() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      TraceDatOptions options = TraceDatOptions.defaults().withOrder(order).withPageSize(512);
      seeds.add(seed(options.withPageSize(4096).withVersion(6)));
      for (Compression compression : Compression.values()) {
        seeds.add(seed(options.withCompression(compression)));
      }
    }
    return seeds;
  }

  private static byte[] seed(TraceDatOptions options) throws IOException {
    WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V7_2, 2, 5, 7);
    return FtraceRecording.of(KernelVersion.V7_2, options, workload, 60).bytes();
  }
}
