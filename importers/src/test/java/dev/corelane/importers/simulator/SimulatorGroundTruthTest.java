package dev.corelane.importers.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.importers.testing.TruthCheck;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A generated workload written in the simulator's schema and read back gives what the generator
/// knows of it, to the nanosecond.
class SimulatorGroundTruthTest {
  @Property(tries = 30)
  void bothForms(
      @ForAll boolean csv,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int cpus,
      @ForAll @IntRange(min = 1, max = 60) int threads)
      throws IOException {
    var recorder = new SimulatorRecorder(csv, cpus);
    WorkloadOptions workload =
        WorkloadOptions.of(KernelVersion.V6_12, cpus, threads, seed).withOddities(20, 5, 1 << 15);
    GroundTruth truth = SyntheticWorkload.run(workload, 2000, recorder);
    Path file = Files.createTempFile("simulated", ".unknown");
    try {
      Files.write(file, recorder.text());
      try (Timeline timeline = Traces.open(file)) {
        assertThat(Traces.problems(timeline)).isEmpty();
        assertThat(timeline.sources().getFirst().importer()).isEqualTo("simulator");
        TimelineWalk.walk(timeline);
        TruthCheck.of(truth).check(timeline);
        synthetic(timeline);
      }
    } finally {
      Files.delete(file);
    }
  }

  /// What a simulator tells is drawn as such.
  private static void synthetic(Timeline timeline) {
    CpuSlices slices = timeline.slices(0);
    for (long i = 0; i < slices.count(); i++) {
      assertThat(slices.get(i).provenance()).isNotEqualTo(Provenance.RECORDED);
    }
  }
}
