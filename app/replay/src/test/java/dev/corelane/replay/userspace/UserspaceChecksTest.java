package dev.corelane.replay.userspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.statistics.Sample;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// K1, K2, K4 and K6 for runs in user space, and the parts that runs are made of.
class UserspaceChecksTest {
  @ParameterizedTest
  @EnumSource(Policy.class)
  void k1LittlesLawHolds(Policy policy) {
    UserspaceResult run = Runs.of(Runs.EXAMPLE, policy);

    double byLaw = run.highPerSecond() * run.highLatency().mean() / 1e9;
    assertThat(run.meanInSystem()).isCloseTo(byLaw, withPercentage(2));
  }

  /// Whatever the workload: no time of a worker is lost or counted twice, nothing ends before it
  /// began or arrived, and urgent transactions of one worker do not overlap.
  @Property(tries = 30)
  void k2k4TimeIsWholeAndOrdered(
      @ForAll Policy policy,
      @ForAll @IntRange(min = 1, max = 9) int workers,
      @ForAll @IntRange(min = 1, max = 40) int burst,
      @ForAll @IntRange(min = 1, max = 9) int limit,
      @ForAll @IntRange(min = 0, max = 30) int every,
      @ForAll @DoubleRange(min = 0, max = 100) double bound,
      @ForAll @DoubleRange(min = 0, max = 0.9) double locked,
      @ForAll long seed) {
    var workload =
        new UserspaceWorkload(
            workers, 100_000, burst, limit, 7_000, 900, 300, every, bound, locked);
    long duration = 20_000_000;
    long[] lastEnd = new long[workers];
    List<String> broken = new ArrayList<>();
    var run =
        new UserspaceModel(workload, policy, UserspaceCosts.measured(workers))
            .run(
                duration,
                new Streams(seed),
                new UserspaceObserver() {
                  @Override
                  public void low(int worker, long startNs, long endNs, boolean whole) {
                    require(endNs >= startNs, "a query ends before it begins", startNs);
                  }

                  @Override
                  public void high(int worker, long arrivalNs, long startNs, long endNs) {
                    require(startNs >= arrivalNs, "it begins before it arrives", startNs);
                    require(startNs >= lastEnd[worker], "two at a time", startNs);
                    require(endNs == startNs + 7_000, "it takes another time", startNs);
                    lastEnd[worker] = endNs;
                  }

                  private void require(boolean holds, String otherwise, long atNs) {
                    if (!holds) {
                      broken.add(otherwise + " at " + atNs);
                    }
                  }
                });

    assertThat(broken).isEmpty();
    long spent = 0;
    for (WorkerActivity activity : WorkerActivity.values()) {
      spent += run.spentNs(activity);
    }
    assertThat(spent).isEqualTo(duration * workers);
    assertThat(run.leftOver())
        .isEqualTo(
            Math.round(run.generatedPerSecond() * duration / 1e9) - run.highLatency().size());
  }

  @Test
  void k6TheSameSeedIsTheSameRun() {
    UserspaceResult one =
        Runs.of(
            Runs.locked(0.2), Policy.USER_INTERRUPT, UserspaceCosts.measured(8), 100_000_000, 5);
    UserspaceResult again =
        Runs.of(
            Runs.locked(0.2), Policy.USER_INTERRUPT, UserspaceCosts.measured(8), 100_000_000, 5);
    UserspaceResult other =
        Runs.of(
            Runs.locked(0.2), Policy.USER_INTERRUPT, UserspaceCosts.measured(8), 100_000_000, 6);

    assertThat(again.events()).isEqualTo(one.events());
    assertThat(again.highLatency().sum()).isEqualTo(one.highLatency().sum());
    assertThat(other.highLatency().sum()).isNotEqualTo(one.highLatency().sum());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 31, 63})
  void drawnCostsHaveTheMeasuredPercentilesAndMean(int workers) {
    MeasuredCost delivery = MeasuredCost.delivery(workers);
    var drawn = new Sample();
    SplittableRandom random = new Streams(3).stream(Purpose.DELIVERY, 0);
    for (int i = 0; i < 400_000; i++) {
      drawn.add(delivery.draw(random));
    }

    double p50 = workers == 8 ? 514 : workers == 31 ? 519 : 949;
    double p99 = workers == 8 ? 794 : workers == 31 ? 1_366 : 4_079;
    assertThat(drawn.percentile(0.5)).isCloseTo(p50, withPercentage(1));
    assertThat(drawn.percentile(0.99)).isCloseTo(p99, withPercentage(5));
    assertThat(drawn.mean()).isCloseTo(delivery.meanNs(), withPercentage(5));
    assertThat(MeasuredCost.contextSwitch(workers).meanNs())
        .isEqualTo(workers == 8 ? 477 : workers == 31 ? 701 : 818);
  }

  @Test
  void percentilesThatDoNotFitTheMeanAreRefused() {
    assertThatThrownBy(
            () ->
                new MeasuredCost(
                    List.of(
                        new MeasuredCost.Percentile(0, 1),
                        new MeasuredCost.Percentile(0.5, 2),
                        new MeasuredCost.Percentile(1, 3)),
                    50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mean");
  }

  @Test
  void theTimelineShowsQueriesAndWhatInterruptedThem() {
    var model = new UserspaceModel(Runs.EXAMPLE, Policy.USER_INTERRUPT, UserspaceCosts.means());
    long duration = 30_000_000;
    try (var written = new UserspaceTimeline(model)) {
      UserspaceResult run = model.run(duration, new Streams(1), written);
      try (Timeline timeline = written.build(duration, ProgressMonitor.NONE)) {
        assertThat(timeline.cpus()).hasSize(9);
        var spans = timeline.spans();
        long inside = 0;
        long urgent = 0;
        for (long row = 0; row < spans.size(); row++) {
          var span = spans.get(row);
          assertThat(span.provenance()).isEqualTo(Provenance.SYNTHETIC);
          if (span.category().equals(UserspaceTimeline.URGENT)) {
            urgent++;
            inside += span.parent() >= 0 ? 1 : 0;
          }
        }
        assertThat(urgent).isEqualTo(run.highLatency().size());
        assertThat((double) inside / urgent).isCloseTo(1, within(0.1));
      }
    }
  }
}
