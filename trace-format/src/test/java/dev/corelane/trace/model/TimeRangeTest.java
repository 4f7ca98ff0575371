package dev.corelane.trace.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeRangeTest {
  private final TimeRange range = new TimeRange(10, 20);

  @Test
  void theOverlapIsWhatBothHave() {
    assertThat(range.overlap(new TimeRange(15, 30))).contains(new TimeRange(15, 20));
    assertThat(range.overlap(new TimeRange(0, 12))).contains(new TimeRange(10, 12));
    assertThat(range.overlap(new TimeRange(12, 14))).contains(new TimeRange(12, 14));
    assertThat(range.overlap(new TimeRange(0, 100))).contains(range);
  }

  @Test
  void rangesThatTouchOrLieApartHaveNoOverlap() {
    assertThat(range.overlap(new TimeRange(20, 30))).isEmpty();
    assertThat(range.overlap(new TimeRange(0, 10))).isEmpty();
    assertThat(range.overlap(new TimeRange(15, 15))).isEmpty();
  }
}
