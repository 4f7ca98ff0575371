package dev.corelane.importers.testing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TextRecorder.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the readers of text, guided by the code that they reach. Runs in the
/// profile `fuzz` only. What it has found stands as an ordinary test in [DamagedTextTest].
@Tag("fuzz")
class TextFuzzTest {
  private static final long MOST_SECONDS = 8;

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    long begin = System.nanoTime();
    FuzzTarget.ftraceText(bytes);
    FuzzTarget.perfText(bytes);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    if (seconds > MOST_SECONDS) {
      throw new AssertionError(bytes.length + " bytes keep the readers busy for " + seconds + " s");
    }
  }

  static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      var recorder = new TextRecorder(layout);
      SyntheticWorkload.run(WorkloadOptions.of(KernelVersion.V6_12, 2, 9, 5), 20, recorder);
      seeds.add(recorder.text());
    }
    return seeds;
  }
}
