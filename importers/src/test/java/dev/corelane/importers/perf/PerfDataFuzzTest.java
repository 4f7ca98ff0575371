package dev.corelane.importers.perf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.testing.Damages.Small;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of perf.data, guided by the code that they reach, in the
/// profile `fuzz`; without it the seeds are read. What it has found stands as an ordinary test in
/// [DamagedPerfDataTest] or [HostilePerfDataTest].
class PerfDataFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(PerfDataFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, FuzzTarget::perfData);
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  private static List<byte[]> own() throws IOException {
    Path folder = Files.createTempDirectory("seeds");
    try {
      return SmallRecordings.all(folder).stream().map(Small::bytes).toList();
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
