package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.testing.ActivityTimeline;
import dev.corelane.render.testing.Golden;
import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.WaitColors;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.HitTest;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LanePlan;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Lanes of sessions, spans of all threads, counters and marks: how they look, and that what is
/// drawn at a pixel is what the hit test returns.
class ActivityLanesTest {
  private static final LaneChoice OPEN =
      LaneChoice.FIRST
          .opening(LaneChoice.ACTIVITY)
          .opening(LaneChoice.MARKS)
          .opening(LaneChoice.COUNTERS);
  private static final TimelineGeometry GEOMETRY =
      TimelineGeometry.of(new Area(0, 0, 900, 520), 188, 0);

  private final PixelSurface surface = new PixelSurface(900, 520, 1, new BlockGlyphs());

  @Test
  void allLanesOpen() throws IOException {
    try (Timeline timeline = ActivityTimeline.small()) {
      TraceDigest digest = TraceDigest.of(timeline);
      Shown shown = paint(digest, Theme.LIGHT, state(digest, OPEN, 1));
      assertThat(shown.waits()).containsExactly(WaitColors.NOT_WAITING, "LWLock", "IO");
      assertThat(shown.looks())
          .contains(LaneLook.SESSIONS, LaneLook.SPAN, LaneLook.COUNTER, LaneLook.MARK)
          .doesNotContain(LaneLook.SAMPLE);
      assertThat(shown.spans()).isEmpty();
      Golden.check("activity-light", surface);
      paint(digest, Theme.DARK, state(digest, OPEN, 1).withSelected(new Hit.SpanOf(2, 3, 0)));
      Golden.check("activity-dark", surface);
    }
  }

  @Test
  void collapsedGroupsSumUp() throws IOException {
    try (Timeline timeline = ActivityTimeline.small()) {
      TraceDigest digest = TraceDigest.of(timeline);
      Shown shown = paint(digest, Theme.LIGHT, state(digest, LaneChoice.FIRST, 1));
      assertThat(shown.looks()).contains(LaneLook.SESSIONS, LaneLook.MARK);
      assertThat(shown.looks()).doesNotContain(LaneLook.COUNTER, LaneLook.SPAN);
      Golden.check("activity-collapsed", surface);
    }
  }

  @Test
  void manyFactsAreCounted() throws IOException {
    try (Timeline timeline = ActivityTimeline.random(3, 6000)) {
      TraceDigest digest = TraceDigest.of(timeline);
      Shown shown = paint(digest, Theme.LIGHT, state(digest, OPEN, 1));
      assertThat(shown.spans()).containsExactly("query");
      assertThat(shown.marksPerCell()).isPositive();
      assertThat(shown.looks()).doesNotContain(LaneLook.SPAN, LaneLook.MARK);
      Golden.check("activity-aggregated", surface);
    }
  }

  @Test
  void theLegendExplainsTheUncertaintyOfAClockWhereItIsSeen() {
    try (Timeline timeline = ActivityTimeline.small()) {
      TraceDigest digest = TraceDigest.of(timeline);
      Hit sample = new Hit.Sessions(1, ActivityTimeline.at(40), ActivityTimeline.at(40.2));
      ViewState state = state(digest, OPEN, 1);
      assertThat(paint(digest, Theme.LIGHT, state.withHover(sample)).clockNs())
          .isEqualTo(ActivityTimeline.MS);
      Hit slice = new Hit.Slice(0, 0, ActivityTimeline.at(40));
      assertThat(paint(digest, Theme.LIGHT, state.withHover(slice)).clockNs()).isZero();
      TimeScale tiny = TimeScale.fit(new TimeRange(0, 3_000_000_000_000L), 600);
      assertThat(paint(digest, Theme.LIGHT, state.withScale(tiny).withHover(sample)).clockNs())
          .as("narrower than two pixels")
          .isZero();
    }
  }

  @Test
  void recordingsWithoutSuchDataHaveNoSuchLanes() {
    try (Timeline timeline = dev.corelane.render.testing.SyntheticTimeline.withLosses()) {
      assertThat(new LanePlan(TraceDigest.of(timeline)).lanes(OPEN))
          .extracting(l -> l.id())
          .doesNotContain(LaneChoice.ACTIVITY, LaneChoice.MARKS, LaneChoice.COUNTERS);
    }
  }

  @Test
  void whatIsDrawnAtAPixelIsWhatTheHitTestReturns() {
    int[] checked = new int[4];
    for (long seed = 0; seed < 6; seed++) {
      try (Timeline timeline = ActivityTimeline.random(seed, 500)) {
        TraceDigest digest = TraceDigest.of(timeline);
        var random = new SplittableRandom(seed);
        for (int view = 0; view < 10; view++) {
          ViewState state = state(digest, OPEN, Math.exp(random.nextDouble() * 8));
          paint(digest, Theme.LIGHT, state);
          HitTest hits = new HitTest(digest, GEOMETRY, state);
          for (LaneRow row : state.layout().rows()) {
            int top = (int) Math.ceil(GEOMETRY.lanes().y() + row.y());
            for (int i = 0; i < 300; i++) {
              int x = (int) GEOMETRY.lanes().x() + 1 + random.nextInt(700);
              int y = top + random.nextInt((int) row.height());
              check(digest, hits.at(x + 0.5, y + 0.5), surface.pixels()[y * 900 + x], checked);
            }
          }
        }
      }
    }
    assertThat(Arrays.stream(checked).min().orElse(0))
        .as("sessions, spans, counters, marks: %s", Arrays.toString(checked))
        .isGreaterThan(300);
  }

  private static void check(TraceDigest digest, Hit hit, int drawn, int[] checked) {
    Theme theme = Theme.LIGHT;
    int ground = CoreLanePainter.ground(theme);
    switch (hit) {
      case Hit.Sessions s -> {
        var classes = digest.facts().activity().sessions().orElseThrow().classes();
        List<Integer> colors = classes.stream().map(c -> WaitColors.of(c.type())).toList();
        if (s.waitClass() >= 0 && colors.contains(drawn)) {
          int other = colors.indexOf(drawn);
          // Bands are drawn in whole pixels: a point may lie half a pixel beside its band.
          assertThat(Math.abs(other - s.waitClass())).isLessThanOrEqualTo(1);
          checked[0] += other == s.waitClass() ? 1 : 0;
        } else if (s.waitClass() < 0 && drawn == ground) {
          checked[0]++;
        }
      }
      case Hit.SpanOf s -> {
        assertThat(drawn).as("a span").isNotEqualTo(theme.background());
        checked[1]++;
      }
      case Hit.SpanCell c -> {
        int ended = digest.facts().activity().spans().getFirst().ended(c.fromNs(), c.toNs());
        if (drawn == theme.busy() || drawn == theme.delay()) {
          assertThat(ended).as("spans in a bar").isPositive();
          checked[1]++;
        }
      }
      case Hit.Counter c -> {
        var series = digest.facts().activity().counter(c.track()).orElseThrow();
        int first = Math.max(0, series.at(c.fromNs()));
        int last = series.at(Math.max(c.fromNs(), c.toNs() - 1));
        if (series.least(first, last) == series.ceiling()) {
          assertThat(drawn).as("filled to the top").isNotEqualTo(ground);
        }
        checked[2]++;
      }
      case Hit.MarkAt m -> checked[3]++;
      case Hit.Nothing nothing ->
          assertThat(drawn)
              .as("nothing is hit")
              .isNotIn(theme.busy(), theme.delay(), theme.pressure(), theme.selection());
      default -> {}
    }
  }

  private Shown paint(TraceDigest digest, Theme theme, ViewState state) {
    return new TimelinePainter()
        .paint(new Frame(surface, digest, theme, state), GEOMETRY, MinimapModel.of(digest, 1));
  }

  private static ViewState state(TraceDigest digest, LaneChoice choice, double zoom) {
    TimeScale fit = TimeScale.fit(digest.timeline().range(), GEOMETRY.lanes().width());
    return ViewState.of(
        fit.zoomedAt(fit.width() / 3, zoom),
        LaneLayout.rows(new LanePlan(digest).lanes(choice), LaneMetrics.WIDE));
  }
}
