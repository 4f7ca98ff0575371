package dev.corelane.render.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LengthHistogramTest {
  @Property(tries = 200)
  void quantilesAreThoseOfTheNearestRank(
      @ForAll @Size(min = 1, max = 60) long[] any,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    long[] lengths = Arrays.stream(any).map(n -> 1 + (n & 0xFF_FFFF_FFFFL)).toArray();
    var histogram = new LengthHistogram();
    Arrays.stream(lengths).forEach(histogram::add);
    long[] sorted = lengths.clone();
    Arrays.sort(sorted);
    int rank = Math.clamp((long) Math.ceil(share * sorted.length), 1, sorted.length);
    double exact = sorted[rank - 1];
    assertThat(histogram.quantileNs(share)).isCloseTo(exact, within(0.012 * exact + 1));
    assertThat(histogram.quantileNs(1)).isEqualTo(sorted[sorted.length - 1]);
    assertThat(histogram.count()).isEqualTo(sorted.length);
  }

  @Test
  void tellsOnlyQuantilesWithSomethingBeyond() {
    var histogram = new LengthHistogram();
    assertThat(histogram.quantileNs(0.5)).isNaN();
    assertThat(histogram.firstBin()).isEqualTo(-1);
    assertThat(histogram.lastBin()).isEqualTo(-1);
    for (int i = 0; i < 50; i++) {
      histogram.add(1000);
    }
    assertThat(histogram.tells(0.95)).isTrue();
    assertThat(histogram.tells(0.99)).isFalse();
    assertThat(histogram.firstBin()).isEqualTo(histogram.lastBin()).isEqualTo(600);
    assertThat(LengthHistogram.lowerNs(600)).isCloseTo(1000, within(1e-6));
  }
}
