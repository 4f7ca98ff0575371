package dev.corelane.importers.simulator;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of simulators' files, guided by the code that they reach,
/// in the profile `fuzz`; without it the seeds are read. What it has found stands as an ordinary
/// test in [DamagedSimulationTest].
class SimulatorFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(SimulatorFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, b -> FuzzTarget.importBy(new SimulatorImporter(), b, t -> {}));
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  /// Recordings in both forms, and the examples of the document.
  static List<byte[]> own() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (boolean csv : new boolean[] {false, true}) {
      var recorder = new SimulatorRecorder(csv, 2);
      SyntheticWorkload.run(WorkloadOptions.of(KernelVersion.V6_12, 2, 9, 5), 20, recorder);
      seeds.add(recorder.text());
    }
    String[] parts = Files.readString(SimulatorReadmeTest.README).split("```", -1);
    for (int i = 1; i < parts.length; i += 2) {
      seeds.add(parts[i].substring(parts[i].indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }
}
