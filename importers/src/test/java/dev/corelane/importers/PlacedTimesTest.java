package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.TimeRange;
import org.junit.jupiter.api.Test;

class PlacedTimesTest {
  private static final long S = 1_000_000_000L;
  private static final TimeRange RECORDED = new TimeRange(100_000 * S, 100_004 * S);

  private static String apart(long... seconds) {
    var times = new PlacedTimes();
    times.begin(RECORDED);
    for (long second : seconds) {
      times.add(second * S);
    }
    return times.apart("a.log").orElse("");
  }

  @Test
  void whatStandsBesideTheRecordingIsRight() {
    assertThat(apart()).isEmpty();
    assertThat(apart(100_002)).isEmpty();
    assertThat(apart(99_995)).isEmpty();
    assertThat(apart(10, 100_010, 200_000)).isEmpty();
  }

  @Test
  void whatStandsElsewhereIsNot() {
    assertThat(apart(96_395, 96_420))
        .isEqualTo(
            "the times of a.log end 3580 s before the recording; with --offset a.log+=3600s they"
                + " would meet it");
    assertThat(apart(119_795, 119_830))
        .isEqualTo(
            "the times of a.log begin 19791 s after the recording; with --offset a.log+=-19800s"
                + " they would meet it");
    assertThat(apart(100_500, 100_501))
        .isEqualTo("the times of a.log begin 496 s after the recording");
    assertThat(apart(1, 900_000))
        .isEqualTo("the times of a.log lie before and after the recording");
    assertThat(apart(900_000)).isEqualTo("the times of a.log begin 799996 s after the recording");
  }

  @Test
  void withoutARecordingThereIsNothingToSay() {
    var times = new PlacedTimes();
    times.begin(null);
    times.add(7);
    assertThat(times.apart("a.log")).isEmpty();
  }
}
