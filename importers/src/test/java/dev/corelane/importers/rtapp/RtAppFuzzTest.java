package dev.corelane.importers.rtapp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of rt-app logs, guided by the code that they reach, in the
/// profile `fuzz`; without it the seeds are read. What it has found stands as an ordinary test in
/// [RtAppTest].
class RtAppFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(RtAppFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, b -> FuzzTarget.importBy(new RtAppImporter(), b, t -> {}));
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  private static List<byte[]> own() {
    String log =
        """
        #idx     perf      run   period           start             end          rel_st      slack
           0       99     3000    16000         5000010         5003020              10      12990
           0       99     3000    16000         5016010         5033000           16010      -1000
        """;
    return List.of(log.getBytes(StandardCharsets.UTF_8));
  }
}
