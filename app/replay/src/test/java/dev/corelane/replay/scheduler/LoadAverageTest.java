package dev.corelane.replay.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LoadAverageTest {
  private static final long HALF_LIFE_NS = 32 * 1_024_000;
  private static final int MOST_PARTS = 50;

  /// The series is used up to 0.01 and leaves out what is next, of the fourth power.
  private static final double OFF_EACH_TIME = 0.01 * 0.01 * 0.01 * 0.01 / 24;

  @Test
  void itHalvesIn32Periods() {
    var average = new LoadAverage(1024);
    assertThat(average.at(HALF_LIFE_NS)).isCloseTo(512, within(1e-6));
    average.set(HALF_LIFE_NS, 1024);
    assertThat(average.at(2 * HALF_LIFE_NS)).isCloseTo(768, within(1e-6));
    average.move(2 * HALF_LIFE_NS, -700);
    assertThat(average.at(2 * HALF_LIFE_NS)).isCloseTo(68, within(1e-6));
  }

  /// However often it is asked on the way.
  @Property(tries = 200)
  void askingChangesNothing(
      @ForAll @LongRange(min = 1, max = 400_000_000) long lengthNs,
      @ForAll @LongRange(min = 1, max = MOST_PARTS) long parts) {
    var asked = new LoadAverage(1);
    for (long part = 1; part < parts; part++) {
      asked.at(lengthNs * part / parts);
    }
    assertThat(asked.at(lengthNs))
        .isCloseTo(
            StrictMath.pow(0.5, (double) lengthNs / HALF_LIFE_NS),
            within(MOST_PARTS * OFF_EACH_TIME));
  }
}
