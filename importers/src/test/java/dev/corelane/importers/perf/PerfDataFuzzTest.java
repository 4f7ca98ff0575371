package dev.corelane.importers.perf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.testing.Damages.Small;
import dev.corelane.importers.testing.FuzzTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of perf.data, guided by the code that they reach. Runs in
/// the profile `fuzz` only, for the time of its property `fuzz.duration`. What it has found stands
/// as an ordinary test in [DamagedPerfDataTest] or [HostilePerfDataTest].
@Tag("fuzz")
class PerfDataFuzzTest {
  /// The seeds take milliseconds each; the rest is for a busy machine.
  private static final long MOST_SECONDS = 8;

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    long begin = System.nanoTime();
    FuzzTarget.perfData(bytes);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    if (seconds > MOST_SECONDS) {
      throw new AssertionError(bytes.length + " bytes keep the reader busy for " + seconds + " s");
    }
  }

  static Stream<byte[]> seeds() throws IOException {
    Path folder = Files.createTempDirectory("seeds");
    try {
      return SmallRecordings.all(folder).stream().map(Small::bytes);
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
