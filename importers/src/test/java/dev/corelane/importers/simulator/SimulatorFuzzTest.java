package dev.corelane.importers.simulator;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  private static final String JSON =
      """
      {"event":"meta","name":"format","value":"corelane-simulation 1"}
      {"event":"meta","name":"realtime","value":1000}
      {"event":"task","task":11,"name":"writer","process":11,"priority":120,"label":"l"}
      {"event":"lock","lock":"b","name":"buffer","kind":"lwlock"}
      {"event":"begin","time":0,"task":11,"name":"update","category":"transaction"}
      {"event":"acquire","time":1000,"task":11,"lock":"b"}
      {"event":"request","time":6000,"task":12,"lock":"b","mode":"shared"}
      {"event":"abandon","time":7000,"task":12,"lock":"b"}
      {"event":"release","time":9000,"task":11,"lock":"b"}
      {"event":"end","time":9500,"task":11,"name":"update","outcome":"commit"}
      {"event":"span","time":5,"duration":7,"task":11,"name":"io"}
      {"event":"counter","time":12000,"name":"commits","value":1.5,"unit":"1","cpu":0}
      """;

  private static final String CSV =
      """
      # by hand
      time,event,cpu,task,state,lock,name,value
      0,meta,,,,,format,corelane-simulation 1
      5,switch,0,7
      6,request,,7,,"a, b"
      7,switch,0,8,sleeping
      8,mark,0,8,,,here
      9,switch,1,8,R+
      """;

  /// Recordings in both forms, and all other events.
  static List<byte[]> own() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (boolean csv : new boolean[] {false, true}) {
      var recorder = new SimulatorRecorder(csv, 2);
      SyntheticWorkload.run(WorkloadOptions.of(KernelVersion.V6_12, 2, 9, 5), 20, recorder);
      seeds.add(recorder.text());
    }
    seeds.add(JSON.getBytes(StandardCharsets.UTF_8));
    seeds.add(CSV.getBytes(StandardCharsets.UTF_8));
    return seeds;
  }
}
