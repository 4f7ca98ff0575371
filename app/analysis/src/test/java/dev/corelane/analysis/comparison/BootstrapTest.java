package dev.corelane.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final MetricId ID = new MetricId(SubjectKind.WHOLE, "", Quantity.THROUGHPUT);

  private final Bootstrap bootstrap = new Bootstrap();

  private static Series rate(double mean, double spread, long seed) {
    var random = new SplittableRandom(seed);
    double[] above = new double[Bootstrap.BLOCKS];
    double[] below = new double[Bootstrap.BLOCKS];
    Arrays.setAll(above, i -> mean + spread * (random.nextDouble() - 0.5));
    Arrays.fill(below, 1);
    return new Series.Quotient(above, below, 1000);
  }

  @Test
  void anIntervalHoldsTheDifferenceAndIsTheSameAgain() {
    MetricDifference d = bootstrap.compare(ID, rate(100, 20, 1), rate(150, 20, 2));
    assertThat(d.difference()).isBetween(d.differenceLow(), d.differenceHigh());
    assertThat(d.ratio()).isBetween(d.ratioLow(), d.ratioHigh());
    assertThat(d.differenceHigh() - d.differenceLow()).isBetween(1.0, 20.0);
    assertThat(d.differenceLow()).isGreaterThan(40);
    assertThat(new Bootstrap().compare(ID, rate(100, 20, 1), rate(150, 20, 2))).isEqualTo(d);
  }

  /// Where nothing differs, about one interval in twenty misses; with the correction almost none is
  /// called certain.
  @Test
  void alikeRecordingsAreAlike() {
    List<MetricDifference> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(bootstrap.compare(ID, rate(100, 60, 2L * i), rate(100, 60, 2L * i + 1)));
    }
    assertThat(all.stream().filter(d -> d.probability() < 0.05).count()).isBetween(1L, 25L);
    assertThat(Bootstrap.judge(all).stream().filter(MetricDifference::certain).count())
        .isLessThanOrEqualTo(2);
  }

  @Test
  void manyComparisonsNeedStrongerEvidence() {
    MetricDifference weak = withProbability(0.03);
    assertThat(Bootstrap.judge(List.of(weak)).getFirst().certain()).isTrue();
    List<MetricDifference> among = new ArrayList<>(List.of(weak));
    for (int i = 0; i < 20; i++) {
      among.add(withProbability(0.8));
    }
    assertThat(Bootstrap.judge(among).getFirst().certain()).isFalse();
  }

  private static MetricDifference withProbability(double probability) {
    return new MetricDifference(ID, 1, 2, 0, 2, 1, 3, 100, 100, probability, false);
  }

  @Test
  void nothingInOneRecordingHasADifferenceButNoRatio() {
    Series none = new Series.Quotient(new double[Bootstrap.BLOCKS], filled(1), 0);
    MetricDifference d = bootstrap.compare(ID, none, rate(10, 2, 3));
    assertThat(d.a()).isZero();
    assertThat(d.ratio()).isNaN();
    assertThat(d.ratioLow()).isNaN();
    assertThat(d.differenceLow()).isPositive();
    assertThat(d.effect()).isEqualTo(Math.log(100));
  }

  @Test
  void quantilesAreNearestRanks() {
    long[][] observed = new long[10][];
    Arrays.setAll(observed, i -> new long[] {10 - i, i});
    int[] once = new int[Bootstrap.BLOCKS];
    Arrays.fill(once, 1);
    assertThat(new Series.Quantile(observed, 0.5).value(once)).isEqualTo(5);
    assertThat(new Series.Quantile(observed, 0.95).value(once)).isEqualTo(10);
    int[] last = new int[Bootstrap.BLOCKS];
    last[9] = 3;
    assertThat(new Series.Quantile(observed, 0.5).value(last)).isEqualTo(1);
    assertThat(new Series.Quantile(observed, 0.5).value(new int[Bootstrap.BLOCKS])).isNaN();
  }

  @Test
  void effectsAreSymmetricAndBounded() {
    MetricDifference twice = new MetricDifference(ID, 1, 2, 0, 0, 0, 0, 1, 1, 1, false);
    MetricDifference half = new MetricDifference(ID, 2, 1, 0, 0, 0, 0, 1, 1, 1, false);
    MetricDifference huge = new MetricDifference(ID, 1, 1e9, 0, 0, 0, 0, 1, 1, 1, false);
    assertThat(twice.effect())
        .isCloseTo(half.effect(), within(1e-12))
        .isCloseTo(Math.log(2), within(1e-12));
    assertThat(huge.effect()).isEqualTo(Math.log(100));
    assertThat(new MetricDifference(ID, 0, 0, 0, 0, 0, 0, 1, 1, 1, false).effect()).isZero();
  }

  private static double[] filled(double value) {
    double[] all = new double[Bootstrap.BLOCKS];
    Arrays.fill(all, value);
    return all;
  }
}
