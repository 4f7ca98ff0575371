package dev.corelane.replay.sampled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A thread that goes back and forth between a state and all others, seen once per period.
class VisitsTest {
  private static final int SAMPLES = 200_000;
  private static final int LATER = 8;

  /// Time away is the sum of so many exponential stages.
  @ParameterizedTest(name = "visits of {0} periods, {1} away in {2} stages")
  @CsvSource({"20, 10, 1", "20, 10, 4", "2, 3, 1", "2, 3, 4", "0.4, 2, 1", "0.3, 20, 1"})
  void lengthsAreFoundAlsoBelowThePeriod(double length, double away, int stages) {
    Visits.Length found = found(length, away, stages);

    assertThat(found.resolved()).isTrue();
    assertThat(found.periods()).isCloseTo(length, withPercentage(12));
  }

  @Test
  void whatIsOverLongBeforeTheNextSampleIsBoundedOnly() {
    Visits.Length found = found(0.01, 0.09, 1);

    assertThat(found.resolved()).isFalse();
    assertThat(found.periods()).isBetween(0.01, 0.5);
  }

  private static Visits.Length found(double length, double away, int stages) {
    var random = new SplittableRandom(7);
    boolean[] in = new boolean[SAMPLES];
    boolean inside = true;
    double until = exponential(random, length);
    int seen = 0;
    for (int i = 0; i < SAMPLES; i++) {
      while (until < i) {
        inside = !inside;
        for (int stage = 0; stage < (inside ? 1 : stages); stage++) {
          until += exponential(random, inside ? length : away / stages);
        }
      }
      in[i] = inside;
      seen += inside ? 1 : 0;
    }
    double[] again = new double[LATER];
    long[] pairs = new long[LATER];
    for (int later = 1; later <= LATER; later++) {
      for (int i = later; i < SAMPLES; i++) {
        pairs[later - 1] += in[i - later] ? 1 : 0;
        again[later - 1] += in[i - later] && in[i] ? 1 : 0;
      }
      again[later - 1] /= pairs[later - 1];
    }
    return Visits.length((double) seen / SAMPLES, again, pairs);
  }

  private static double exponential(SplittableRandom random, double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
