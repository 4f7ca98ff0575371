package dev.corelane.importers.postgres;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of PostgreSQL's files, guided by the code that they reach,
/// in the profile `fuzz`; without it the seeds are read. What it has found stands as an ordinary
/// test in [DamagedPostgresFilesTest].
class PostgresFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(PostgresFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, PostgresFuzz::importAnyBytes);
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  private static List<byte[]> own() {
    return DamagedPostgresFilesTest.FILES.stream()
        .map(file -> file.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
