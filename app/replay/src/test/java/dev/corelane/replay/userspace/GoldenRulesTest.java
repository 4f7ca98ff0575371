package dev.corelane.replay.userspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.statistics.Sample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// G1 to G5 and G8 to G11: the rules one by one.
class GoldenRulesTest {
  @ParameterizedTest
  @CsvSource({"8, 0.05", "31, 0.001", "63, 0.001"})
  void g1SendsFollowTheBursts(int workers, double above) {
    UserspaceResult run =
        Runs.of(
            Runs.workers(workers),
            Policy.USER_INTERRUPT,
            UserspaceCosts.measured(workers),
            10 * Runs.SECOND,
            1);

    // 240,000 of 30 s: the closed form, of which PreemptDB's runs were 0.01 % and 3.5 % away.
    assertThat((double) run.sends()).isBetween(80_000 * 0.999, 80_000 * (1 + above));
    assertThat(run.handled() + run.quickExits() + run.dropped() + run.coalesced())
        .isBetween(run.sends() - workers, run.sends());
  }

  @Test
  void g2OnlyTheFirstWorkersGetUrgentWork() {
    UserspaceResult run = Runs.of(Runs.workers(31), Policy.USER_INTERRUPT);

    long[] of = run.highOfWorker();
    assertThat(Arrays.copyOf(of, 8)).doesNotContain(0);
    assertThat(Arrays.copyOfRange(of, 8, 31)).containsOnly(0);
  }

  @Test
  void g3InterruptingPoliciesServeAllThatComes() {
    for (Policy policy : new Policy[] {Policy.COOPERATIVE, Policy.USER_INTERRUPT}) {
      UserspaceResult run = Runs.of(Runs.EXAMPLE, policy);
      assertThat(run.generatedPerSecond()).isCloseTo(64_000, withPercentage(0.1));
      assertThat(run.highPerSecond()).isCloseTo(64_000, withPercentage(0.1));
    }
    // Waiting drains a queue that is filled again meanwhile, so it serves more than one queue.
    UserspaceResult wait = Runs.of(Runs.EXAMPLE, Policy.WAIT);
    assertThat(wait.highPerSecond() / wait.lowPerSecond()).isBetween(8.0, 64.0);
    assertThat(wait.highPerSecond()).isLessThan(0.25 * 64_000);
  }

  @Test
  void g4AnInterruptCostsTheQueryTwoSwitches() {
    UserspaceResult run = Runs.of(Runs.EXAMPLE, Policy.USER_INTERRUPT);

    double perInterrupt = (double) run.spentNs(WorkerActivity.SWITCHING) / run.handled();
    assertThat(perInterrupt).isCloseTo(954, within(1.0));
    double ofACore = run.spentNs(WorkerActivity.SWITCHING) / (8.0 * run.durationNs());
    assertThat(ofACore).isCloseTo(0.0010, within(0.0005));
    double closedForm = 8 * (1 - (8 * 30e3 + 2 * 477) / 1e6) / 20e-3;
    assertThat(run.lowPerSecond()).isCloseTo(closedForm, withPercentage(0.5));
  }

  @Test
  void g5LatencyGrowsByPositionInTheBatch() {
    UserspaceResult run = Runs.of(Runs.EXAMPLE, Policy.USER_INTERRUPT);

    // Two of a thousand bursts meet the end of a query, which saves the interrupt.
    for (int position = 1; position <= 8; position++) {
      double share = (position - 0.5) / 8;
      assertThat(run.highLatency().percentile(share))
          .isCloseTo(717 + 477 + position * 30_000, within(1.0));
    }
  }

  @Test
  void g8FewerRecordsPerYieldLowerTheTailAndCostMore() {
    double[] p99 = new double[3];
    double[] low = new double[3];
    long[] every = {10, 100, 1_000};
    for (int i = 0; i < every.length; i++) {
      UserspaceResult run = Runs.of(Runs.with(1_000_000, 40_000, every[i]), Policy.COOPERATIVE);
      p99[i] = run.highLatency().percentile(0.99);
      low[i] = run.lowPerSecond();
    }
    assertThat(p99).isSorted();
    assertThat(low).isSorted();

    double without = Runs.of(Runs.EXAMPLE, Policy.USER_INTERRUPT).lowPerSecond();
    assertThat(1 - low[0] / without).isCloseTo(0.0265, within(0.003));
  }

  /// Of workers that do not all get work there are enough that a full queue holds nobody up.
  @Test
  void g9AnInterruptInALockedRegionIsLost() {
    var workload = new UserspaceWorkload(31, 1_000_000, 64, 8, 30_000, 40_000, 500, 10, 100, 0.1);
    UserspaceResult run = Runs.of(workload, Policy.USER_INTERRUPT);

    double dropped = (double) run.dropped() / (run.dropped() + run.handled());
    assertThat(dropped).isCloseTo(0.10, within(0.01));
    double late = (double) run.highLatency().above(900_000) / run.highLatency().size();
    // Some of the dropped ones are saved by the end of the query within the same period.
    assertThat(late).isBetween(0.08, 0.11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 5, 10, 20, 50})
  void g10AQueryGivesAwayNoMoreThanItsBoundAndATransaction(double percent) {
    UserspaceResult run = Runs.of(Runs.bounded(percent), Policy.USER_INTERRUPT);

    double perQuery = (double) run.spentNs(WorkerActivity.HIGH) / (run.lowPerSecond() * 5);
    double between = 30_000;
    double most = percent / 100 * run.lowElapsed().mean() + 30_000 + between;
    assertThat(perQuery).isLessThanOrEqualTo(1.01 * most);
  }

  /// The code compares by "greater": of a query that has given nothing away yet, even a bound of 0
  /// lets one transaction in, and one more runs before it.
  @Test
  void g10ABoundOfZeroLetsInOneTransactionPerQuery() {
    UserspaceResult run = Runs.of(Runs.bounded(0), Policy.USER_INTERRUPT);

    assertThat(run.highPerSecond() / run.lowPerSecond()).isCloseTo(2, within(0.05));
  }

  @ParameterizedTest
  @CsvSource({"8, 86204", "31, 85424", "63, 106830"})
  void g11TheTailOfDeliveryIsTheTailOfTheLastOfABatch(int workers, double tailNs) {
    var last = new Sample();
    var observer = new LastOfBatch(8, last);
    new UserspaceModel(
            Runs.workers(workers), Policy.USER_INTERRUPT, UserspaceCosts.measured(workers))
        .run(5 * Runs.SECOND, new Streams(1), observer);

    double batch = 8 * 30_000;
    assertThat(tailNs).isBetween(85e3, 107e3);
    assertThat(last.percentile(0.9995)).isGreaterThanOrEqualTo(batch + 85_000);
    assertThat(last.percentile(0.5)).isLessThan(batch + 3_000);
  }

  private static final class LastOfBatch implements UserspaceObserver {
    private final int batch;
    private final Sample latency;
    private final long[] arrivals = new long[64];
    private final int[] seen = new int[64];

    LastOfBatch(int batch, Sample latency) {
      this.batch = batch;
      this.latency = latency;
    }

    @Override
    public void low(int worker, long startNs, long endNs, boolean whole) {}

    @Override
    public void high(int worker, long arrivalNs, long startNs, long endNs) {
      seen[worker] = arrivals[worker] == arrivalNs ? seen[worker] + 1 : 1;
      arrivals[worker] = arrivalNs;
      if (seen[worker] == batch) {
        latency.add(endNs - arrivalNs);
      }
    }
  }
}
