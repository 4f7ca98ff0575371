package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.timeline.Timeline;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where the user wants times of day, all that names a moment shows them.
class MomentsTest {
  @AfterEach
  void sinceTheStartAgain() {
    Moments.use(TimeChoice.START);
  }

  @Test
  void inspectorAndStatusLineShowTimesOfDay() {
    try (Timeline timeline = TestTimelines.activity()) {
      var shared = new SharedTrace("t", TraceDigest.of(timeline));
      var trace = new TraceModel(shared, () -> 0, WaitEventLibrary.load());
      trace.view().resize(1000, 500);
      trace.view().select(new Target.SpanRef(1));
      assertThat(start(trace)).isEqualTo("20\u00a0ms");
      Moments.use(TimeChoice.UTC);
      trace.momentsChanged();
      assertThat(start(trace)).isEqualTo("00:00:00.020000000");
      assertThat(TimeText.plainly(() -> Moments.exact(timeline, 20 * MS)))
          .as("what other programs read does not follow")
          .isEqualTo("20\u00a0ms");
      var geometry = trace.view().geometry().get();
      double x = geometry.ruler().x() + trace.view().scale().toPx(50 * MS);
      trace.view().pointAt(x, geometry.ruler().y() + 4);
      assertThat(trace.hoverLine().get())
          .as("no digits that a pixel cannot tell apart")
          .matches("00:00:00\\.0(49|50)\\d?");
      assertThat(Moments.inColumn(timeline, 45 * MS)).isEqualTo("00:00:00.045000000");
      assertThat(Moments.iso(timeline, 45 * MS)).isEqualTo("1970-01-01T00:00:00.045Z");
    }
  }

  @Test
  void aRecordingThatDoesNotKnowTheTimeOfDayCountsFromItsStart() {
    try (Timeline timeline = TestTimelines.small()) {
      Moments.use(TimeChoice.UTC);
      assertThat(Moments.exact(timeline, 101 * MS)).isEqualTo("1\u00a0ms");
      assertThat(Moments.ofDay(timeline)).isFalse();
      assertThat(Moments.iso(timeline, 0)).isEmpty();
    }
  }

  @Test
  void timesOfDayAreReadAndFound() {
    assertThat(ClockTime.parse("14:03:07.25").orElseThrow().sinceMidnightNs())
        .isEqualTo(((14 * 60 + 3) * 60 + 7) * 1_000_000_000L + 250_000_000L);
    assertThat(ClockTime.parse(" 9:05 ")).isPresent();
    for (String wrong : new String[] {"24:00", "12:60", "12", "12:00:61", "12:00:00.1234567890"}) {
      assertThat(ClockTime.parse(wrong)).as(wrong).isEmpty();
    }
    try (Timeline timeline = TestTimelines.activity()) {
      var clock = TimeChoice.UTC.base(timeline);
      assertThat(ClockTime.parse("0:00:00.03").orElseThrow().within(timeline.range(), clock))
          .isEqualTo(OptionalLong.of(30 * MS));
      assertThat(ClockTime.parse("0:00:01").orElseThrow().within(timeline.range(), clock))
          .isEmpty();
    }
  }

  @Test
  void searchFindsQueriesMarksAndTimesOfDay() {
    try (Timeline timeline = TestTimelines.activity()) {
      var trace =
          new TraceModel(
              new SharedTrace("t", TraceDigest.of(timeline)), () -> 0, WaitEventLibrary.load());
      trace.view().resize(1000, 500);
      var search = new SearchModel(trace.view());
      assertThat(search.find("transaction"))
          .hasSize(3)
          .allMatch(r -> r instanceof SearchModel.Result.OfSpan);
      SearchModel.Result mark = search.find("/bin/true").getFirst();
      assertThat(mark.detail()).isEqualTo("exec at 30\u00a0ms");
      search.goTo(mark);
      assertThat(trace.view().target().get()).contains(new Target.MarkRef(1));
      assertThat(search.find("00:00:00.03"))
          .as("in UTC, which may be the time of day here too")
          .anyMatch(r -> r instanceof SearchModel.Result.OfTime time && time.timeNs() == 30 * MS);
    }
  }

  private static String start(TraceModel trace) {
    return trace.inspection().get().row("Start").value();
  }
}
