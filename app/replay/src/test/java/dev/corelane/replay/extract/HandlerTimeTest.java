package dev.corelane.replay.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HandlerTimeTest {
  @Test
  void whereThereIsRoomEveryHitIsAsLongAsTheMean() {
    var handlers = new HandlerTime();
    for (int i = 0; i < 100; i++) {
      handlers.stretch(100_000, 2);
    }
    assertThat(handlers.halfNs(20_000)).isEqualTo(10_000);
  }

  /// Half of the stretches have 8 us for two halves of a hit; so the others take 32 us.
  @Test
  void longStretchesTakeWhatShortOnesHaveNoRoomFor() {
    var handlers = new HandlerTime();
    for (int i = 0; i < 100; i++) {
      handlers.stretch(i % 2 == 0 ? 8_000 : 100_000, 2);
    }
    assertThat(handlers.halfNs(20_000)).isCloseTo(16_000, within(1L));
  }

  @Test
  void thereIsNoMoreThanTheWork() {
    var handlers = new HandlerTime();
    handlers.stretch(8_000, 2);
    handlers.stretch(4_000, 1);
    handlers.stretch(1_000_000, 0);
    assertThat(handlers.halfNs(20_000)).isEqualTo(8_000);
  }

  @Test
  void withoutHitsNothingIsTaken() {
    var handlers = new HandlerTime();
    assertThat(handlers.halfNs(20_000)).isZero();
  }

  @Property(tries = 200)
  void theMeanIsKeptIfTheWorkIsEnough(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 1_000_000) Long> stretches,
      @ForAll @IntRange(min = 1, max = 50_000) int meanNs) {
    var handlers = new HandlerTime();
    long sum = 0;
    for (long ns : stretches) {
      handlers.stretch(ns, 2);
      sum += ns;
    }
    long half = handlers.halfNs(meanNs);
    double taken = 0;
    for (long ns : stretches) {
      taken += Math.min(ns, 2 * half);
    }
    long wanted = Math.min(sum, (long) meanNs * stretches.size());
    assertThat(taken).isCloseTo(wanted, within(4.0 * stretches.size()));
  }
}
