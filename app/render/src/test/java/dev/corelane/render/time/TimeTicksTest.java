package dev.corelane.render.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTicksTest {
  private static final long START = 7_777_777_777L;

  @Test
  void stepsAreOneTwoFive() {
    assertThat(TimeTicks.step(0.3)).isEqualTo(1);
    assertThat(TimeTicks.step(1.1)).isEqualTo(2);
    assertThat(TimeTicks.step(3)).isEqualTo(5);
    assertThat(TimeTicks.step(6)).isEqualTo(10);
    assertThat(TimeTicks.step(200_000_000)).isEqualTo(200_000_000);
    assertThat(TimeTicks.step(1e18)).isEqualTo(1_000_000_000_000_000_000L);
  }

  @Test
  void labelsKeepTheirDistanceAtEveryZoom() {
    TimeScale scale = TimeScale.fit(new TimeRange(START, START + 4_000_000_000L), 1600);
    while (scale.visibleNs() > 4) {
      TimeTicks ticks = TimeTicks.of(scale, 90);
      List<Tick> labelled =
          ticks.in(scale.visible()).stream().filter(t -> !t.label().isEmpty()).toList();
      for (int i = 1; i < labelled.size(); i++) {
        double gap =
            scale.toPx(labelled.get(i).timeNs()) - scale.toPx(labelled.get(i - 1).timeNs());
        assertThat(gap).isGreaterThanOrEqualTo(90 - 1e-6);
      }
      assertThat(ticks.in(scale.visible()).size()).isLessThan(160);
      assertThat(scale.lengthPx(ticks.stepNs()))
          .isLessThanOrEqualTo(Math.max(225.1, scale.lengthPx(1)));
      scale = scale.zoomedAt(613, 1.3);
    }
  }

  @Test
  void wholeTraceIsLabelledFromZero() {
    TimeScale scale = TimeScale.fit(new TimeRange(START, START + 4_000_000_000L), 1000);
    TimeTicks ticks = TimeTicks.of(scale, 100);
    assertThat(labels(ticks, scale))
        .startsWith("0", "500\u00A0ms", "1\u00A0s", "+500\u00A0ms", "2\u00A0s");
    assertThat(ticks.leading(scale.visible())).isEmpty();
  }

  @Test
  void deepTimesAreWrittenInTwoParts() {
    TimeScale scale =
        TimeScale.fit(new TimeRange(START, START + 4_000_000_000L), 1000)
            .showing(new TimeRange(START + 2_300_150_000L, START + 2_301_350_000L));
    TimeTicks ticks = TimeTicks.of(scale, 100);
    assertThat(labels(ticks, scale))
        .containsExactly(
            "+200\u00A0\u00B5s",
            "+400\u00A0\u00B5s",
            "+600\u00A0\u00B5s",
            "+800\u00A0\u00B5s",
            "2.301\u00A0s",
            "+200\u00A0\u00B5s");
    assertThat(ticks.leading(scale.visible())).contains("2.3\u00A0s");
  }

  @Test
  void nanosecondViewsStillHaveTicks() {
    TimeScale scale =
        TimeScale.fit(new TimeRange(START, START + 4_000_000_000L), 1000)
            .showing(new TimeRange(START + 1_000_000_003L, START + 1_000_000_011L));
    TimeTicks ticks = TimeTicks.of(scale, 100);
    assertThat(ticks.stepNs()).isEqualTo(1);
    assertThat(labels(ticks, scale)).contains("+4\u00A0ns", "+11\u00A0ns");
    assertThat(ticks.leading(scale.visible())).contains("1\u00A0s");
  }

  @Test
  void timesOfDayHaveRoundTicksOfTheirOwn() {
    // 09:47:29.7 in UTC, as the timeline's first moment.
    long start = 5_300_000_000L;
    try (var builder = new TimelineBuilder()) {
      builder.clock("CLOCK_MONOTONIC", 0, 0);
      builder.clock("CLOCK_REALTIME", start - 1_795_254_449_700_000_000L, 0);
      builder.mark(start, -1, -1, "a", "");
      builder.mark(start + 4_000_000_000L, -1, -1, "b", "");
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        TimeBase base = TimeBase.timeOfDay(timeline, ZoneOffset.ofHours(1));
        TimeScale scale = TimeScale.fit(timeline.range(), 1000);
        TimeTicks ticks = TimeTicks.of(scale, 100, base);
        assertThat(labels(ticks, scale))
            .startsWith("10:47:30", "+500\u00A0ms", "10:47:31", "+500\u00A0ms", "10:47:32");
        assertThat(ticks.leading(scale.visible())).contains("10:47:29");
        long since = start + 1_234_567 - base.originNs(timeline.range());
        assertThat(base.text(since, 1)).isEqualTo("10:47:29.701234567");
      }
    }
    assertThat(TimeBase.START.originNs(new TimeRange(7, 8))).isEqualTo(7);
    assertThat(TimeBase.START.text(1_500, 1)).isEqualTo("1.5\u00A0\u00B5s");
  }

  @Test
  void aTimelineWithoutWallClockCountsFromItsStart() {
    try (var builder = new TimelineBuilder();
        Timeline timeline = builder.build(ProgressMonitor.NONE)) {
      assertThat(TimeBase.timeOfDay(timeline, ZoneOffset.UTC)).isEqualTo(TimeBase.START);
    }
  }

  private static List<String> labels(TimeTicks ticks, TimeScale scale) {
    return ticks.in(scale.visible()).stream().map(Tick::label).filter(l -> !l.isEmpty()).toList();
  }
}
