package dev.corelane.replay.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void percentilesAreNearestRank() {
    var sample = new Sample();
    for (int i = 10; i >= 1; i--) {
      sample.add(i);
    }

    assertThat(sample.percentile(0.5)).isEqualTo(5);
    assertThat(sample.percentile(0.51)).isEqualTo(6);
    assertThat(sample.percentile(0.99)).isEqualTo(10);
    assertThat(sample.percentile(0.7)).isEqualTo(7);
    assertThat(sample.max()).isEqualTo(10);
    assertThat(sample.mean()).isEqualTo(5.5);
    assertThat(sample.above(7)).isEqualTo(3);
  }

  @Test
  void ofNothingNothingIsTold() {
    assertThat(new Sample().mean()).isNaN();
    assertThat(new Sample().percentile(0.5)).isNaN();
  }

  @Property
  void aPercentileIsTheLeastValueThatCoversItsShare(
      @ForAll @Size(min = 1, max = 200) long[] values,
      @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
    var sample = new Sample();
    Arrays.stream(values).map(v -> v % 1_000).forEach(sample::add);
    double got = sample.percentile(share);
    long upTo = sample.size() - sample.above((long) got);
    long below = sample.size() - sample.above((long) got - 1);
    assertThat((double) upTo).isGreaterThanOrEqualTo(share * values.length - 1e-6);
    assertThat((double) below).isLessThan(share * values.length + 1e-6);
  }
}
