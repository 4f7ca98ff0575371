package dev.corelane.render.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.trace.model.TimeRange;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
  private static final long WALL_CLOCK = 1_795_000_000_000_000_000L;
  private static final TimeRange BOUNDS = new TimeRange(WALL_CLOCK, WALL_CLOCK + 4_000_000_000L);

  @Test
  void fitShowsAll() {
    TimeScale scale = TimeScale.fit(BOUNDS, 1000);
    assertThat(scale.toPx(BOUNDS.startNs())).isZero();
    assertThat(scale.toPx(BOUNDS.endNs())).isEqualTo(1000);
    assertThat(scale.visible()).isEqualTo(BOUNDS);
    assertThat(scale.isFit()).isTrue();
  }

  @Test
  void everyVisibleNanosecondComesBackExactly() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      TimeScale scale = randomView(random);
      TimeRange visible = scale.visible();
      long t = visible.startNs() + random.nextLong(visible.durationNs() + 1);
      assertThat(scale.nearestNs(scale.toPx(t))).as("%s at %s", t, scale).isEqualTo(t);
    }
  }

  @Test
  void roundTripsHoldForDaysLongTraces() {
    var bounds = new TimeRange(WALL_CLOCK, WALL_CLOCK + (1L << 50));
    TimeScale scale = TimeScale.fit(bounds, 1920);
    var random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      long t = bounds.startNs() + random.nextLong(1L << 50);
      assertThat(scale.nearestNs(scale.toPx(t))).isEqualTo(t);
    }
  }

  @Test
  void zoomKeepsTheTimeUnderThePointer() {
    var random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      TimeScale before = randomView(random).centeredOn(WALL_CLOCK + 2_000_000_000L);
      if (before.visibleNs() > 1e9) {
        continue;
      }
      double x = random.nextDouble(before.width());
      TimeScale after = before.zoomedAt(x, random.nextBoolean() ? 1.25 : 0.8);
      double moved = exact(after, x) - exact(before, x);
      assertThat(Math.abs(moved)).isLessThan(Math.max(1e-3, before.nsPerPx() * 1e-3));
    }
  }

  @Test
  void zoomingInAndOutReturns() {
    TimeScale scale = TimeScale.fit(BOUNDS, 1500);
    TimeScale in = scale;
    for (int i = 0; i < 60; i++) {
      in = in.zoomedAt(700, 1.2);
    }
    for (int i = 0; i < 60; i++) {
      in = in.zoomedAt(700, 1 / 1.2);
    }
    assertThat(in.visibleNs()).isCloseTo(scale.visibleNs(), within(1.0));
  }

  @Test
  void viewNeverLeavesTheTimelineNorItsLimits() {
    var random = new Random(5);
    TimeScale scale = TimeScale.fit(BOUNDS, 800);
    for (int i = 0; i < 20_000; i++) {
      scale =
          random.nextBoolean()
              ? scale.zoomedAt(random.nextDouble(800), Math.exp(random.nextGaussian()))
              : scale.panned(random.nextGaussian() * 500);
      assertThat(scale.visibleNs()).isBetween(TimeScale.MIN_VISIBLE_NS, 4e9);
      assertThat(scale.startFraction()).isBetween(0.0, 1.0);
      double start = (scale.startNs() - WALL_CLOCK) + scale.startFraction();
      assertThat(start).isGreaterThanOrEqualTo(0);
      assertThat(start + scale.visibleNs()).isLessThanOrEqualTo(4e9 + 1e-3);
    }
  }

  @Test
  void panningMovesSmoothlyBelowOneNanosecond() {
    TimeScale scale =
        TimeScale.fit(BOUNDS, 1000).showing(new TimeRange(WALL_CLOCK + 50, WALL_CLOCK + 60));
    TimeScale panned = scale.panned(1);
    assertThat(scale.toPx(WALL_CLOCK + 55) - panned.toPx(WALL_CLOCK + 55))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void floorPutsEveryColumnInOneNanosecond() {
    TimeScale scale =
        TimeScale.fit(BOUNDS, 1000).showing(new TimeRange(WALL_CLOCK, WALL_CLOCK + 10));
    assertThat(scale.floorNs(0)).isEqualTo(WALL_CLOCK);
    assertThat(scale.floorNs(99.9)).isEqualTo(WALL_CLOCK);
    assertThat(scale.floorNs(100.1)).isEqualTo(WALL_CLOCK + 1);
  }

  @Test
  void anEmptyTimelineIsOneNanosecondLong() {
    TimeScale scale = TimeScale.fit(new TimeRange(5, 5), 100);
    assertThat(scale.visibleNs()).isEqualTo(1);
    assertThat(scale.zoomedAt(50, 2).panned(10).visible().durationNs()).isZero();
  }

  @Test
  void refusesNoWidth() {
    assertThatThrownBy(() -> TimeScale.fit(BOUNDS, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static TimeScale randomView(Random random) {
    TimeScale scale = TimeScale.fit(BOUNDS, 100 + random.nextDouble(3000));
    scale = scale.zoomedAt(random.nextDouble(scale.width()), Math.exp(random.nextDouble(20)));
    return scale.panned(random.nextGaussian() * 1000);
  }

  private static double exact(TimeScale scale, double x) {
    return (scale.startNs() - WALL_CLOCK) + scale.startFraction() + x * scale.nsPerPx();
  }
}
