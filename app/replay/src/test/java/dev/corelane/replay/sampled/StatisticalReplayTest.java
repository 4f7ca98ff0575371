package dev.corelane.replay.sampled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.fidelity.Behaviour;
import dev.corelane.replay.fidelity.Measure;
import dev.corelane.replay.fidelity.RecordingReplay;
import dev.corelane.replay.fidelity.ReplayOptions;
import dev.corelane.replay.fidelity.ReplayOutcome;
import dev.corelane.replay.fidelity.ReplayRequest;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Samples of loads of which everything is known. Tolerances: CPU time 5 %; what came of it 6 % for
/// samples every ms and 15 % for one in 10 ms; shares of time 0.02 of all; the wait for the lock by
/// a half, for it is little and hangs on how full the lock is.
class StatisticalReplayTest {
  private static final Machine SMALL = machine(4);
  private static final KernelShare USER_ONLY = new KernelShare(0, 20_000, "No work in the kernel");

  private static Timeline truth;
  private static Timeline samples;

  /// A small load and samples of it every 10 ms.
  @BeforeAll
  static void record() {
    truth = KnownLoad.run(SMALL, 8, 100_000, 4);
    samples = KnownLoad.samples(truth, 10_000_000);
  }

  @AfterAll
  static void close() {
    samples.close();
    truth.close();
  }

  @ParameterizedTest(name = "{0} backends, {1} CPUs, holds of {2} us, a sample every {3} ms")
  @CsvSource({
    "24, 4, 500, 1, 6",
    "40, 8, 400, 10, 15",
  })
  void aKnownLoadIsFoundInItsSamples(
      int backends, int cpus, int holdUs, int periodMs, int percent) {
    Machine machine = machine(cpus);
    try (Timeline load = KnownLoad.run(machine, backends, holdUs * 1e3, 10);
        Timeline sampled = KnownLoad.samples(load, periodMs * 1_000_000L)) {
      ReplayOutcome outcome = replay(sampled, machine);
      Behaviour told = outcome.recorded();
      TimeRange all = load.range();
      double busy =
          Behaviour.of(load, all, List.of(), ProgressMonitor.NONE)
              .value(Measure.UTILISATION)
              .orElseThrow();
      SampledProfile known = SampleReader.read(sampled, cpus).measure(load, busy);
      double requests = known.requestsPerSecond().orElseThrow();

      assertThat(outcome.statistical()).isTrue();
      assertThat(told.value(Measure.UTILISATION).orElseThrow()).isCloseTo(busy, withPercentage(5));
      assertThat(told.value(Measure.THROUGHPUT).orElseThrow())
          .isCloseTo(requests, withPercentage(percent));
      assertThat(median(outcome, Measure.UTILISATION)).isCloseTo(busy, withPercentage(5));
      assertThat(median(outcome, Measure.THROUGHPUT)).isCloseTo(requests, withPercentage(percent));
      for (String event : List.of(SampledProfile.CLIENT, KnownLoad.READ)) {
        assertThat(outcome.identity().waitShares().get(event).median())
            .as(event)
            .isCloseTo(known.waitShares().get(event), within(0.02));
      }
      assertThat(outcome.identity().waitShares().get("LWLock:" + KnownLoad.LOCK).median())
          .isCloseTo(known.waitShares().get(KnownLoad.LOCK), withPercentage(50));
    }
  }

  @Test
  void theSameSeedDrawsTheSame() {
    ReplayOutcome once = replay(samples, SMALL);

    assertThat(replay(samples, SMALL)).isEqualTo(once);
    assertThat(once.identity().band(Measure.VOLUNTARY).orElseThrow())
        .as("seeds differ")
        .satisfies(band -> assertThat(band.high()).isGreaterThan(band.low()));
  }

  @Test
  void whatSamplesCannotTellIsTold() {
    ReplayOutcome outcome = replay(samples, SMALL);

    assertThat(outcome.warnings()).singleElement().asString().startsWith("Statistical: ");
    assertThat(outcome.missing())
        .extracting(missing -> missing.what())
        .anySatisfy(what -> assertThat(what).startsWith("Only samples exist, 10.0 ms apart"))
        .anySatisfy(what -> assertThat(what).startsWith("Samples do not tell switches"))
        .anySatisfy(what -> assertThat(what).startsWith("Who has a lock is not sampled"));
    assertThat(outcome.trusted(Measure.INVOLUNTARY)).isFalse();
    assertThat(outcome.trusted(Measure.UTILISATION)).isTrue();
  }

  @Test
  void theNumberOfCpusHasToBeToldForSamplesOnly() {
    assertThat(SampledModel.fits(samples)).isTrue();
    assertThat(SampledModel.fits(truth)).isFalse();
    assertThatThrownBy(() -> request(Map.of()).prepare(samples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--set cpus=N");
    assertThat(request(Map.of("cpus", 4.0)).prepare(samples).options().recorded().topology())
        .isEqualTo(Topology.oneCache(4));
    assertThatThrownBy(() -> request(Map.of("cpus", 8.0)).prepare(truth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 4 CPUs");
  }

  private static ReplayRequest request(Map<String, Double> settings) {
    return new ReplayRequest(
        List.of(),
        null,
        PreemptionModel.NONE,
        KernelVersion.parse("6.12"),
        settings,
        Arrivals.CLOSED,
        1,
        ReplayOptions.DEFAULT_SHARE);
  }

  private static double median(ReplayOutcome outcome, Measure measure) {
    return outcome.identity().band(measure).orElseThrow().median();
  }

  private static ReplayOutcome replay(Timeline samples, Machine machine) {
    return new RecordingReplay(samples)
        .run(
            new ReplayOptions(machine, List.of(), Arrivals.CLOSED, USER_ONLY, 2, 1),
            Runnable::run,
            ProgressMonitor.NONE);
  }

  private static Machine machine(int cpus) {
    return Machine.of(
        Topology.oneCache(cpus),
        KernelVersion.parse("6.12"),
        Architecture.X86,
        PreemptionModel.NONE);
  }
}
