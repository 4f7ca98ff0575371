package dev.corelane.replay.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CliffTest {
  private static List<Band> curve(double... medians) {
    return Arrays.stream(medians).mapToObj(m -> new Band(m, m * 0.99, m * 1.01, 5)).toList();
  }

  @Test
  void isTheGreatestStepIfItStandsOut() {
    assertThat(Cliff.before(curve(100, 99, 97, 40, 39))).hasValue(2);
    assertThat(Cliff.before(curve(10, 11, 12, 30, 31))).hasValue(2);
    assertThat(Cliff.before(curve(100, 80, 64, 51, 41))).as("a slope").isEmpty();
    assertThat(Cliff.before(curve(100, 99, 98, 80, 79))).as("too small").isEmpty();
    assertThat(Cliff.before(curve(100))).isEmpty();
    assertThat(Cliff.before(curve(100, 0))).isEmpty();
  }

  @Test
  void bandsThatTouchAreNoCliff() {
    List<Band> wide = List.of(new Band(100, 90, 110, 5), new Band(40, 20, 95, 5));
    assertThat(Cliff.before(wide)).isEmpty();
  }
}
