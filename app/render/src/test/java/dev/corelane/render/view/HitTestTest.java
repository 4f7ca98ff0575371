package dev.corelane.render.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.testing.SyntheticTimeline;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HitTestTest {
  private static final long START = SyntheticTimeline.START_NS;
  private static final Timeline TIMELINE = SyntheticTimeline.withLosses();
  private static final TraceDigest DIGEST = TraceDigest.of(TIMELINE);
  private static final TimelineGeometry GEOMETRY =
      TimelineGeometry.of(new Area(10, 20, 932, 400), 132, 44);
  private static final ViewState WHOLE =
      ViewState.of(
          TimeScale.fit(TIMELINE.range(), GEOMETRY.lanes().width()),
          LaneLayout.cores(TIMELINE.cpus(), LaneMetrics.STANDARD));

  @AfterAll
  static void close() {
    TIMELINE.close();
  }

  @Test
  void rulerAndMinimapTellTheTime() {
    assertThat(at(WHOLE, 142 + 400, 20 + 44 + 5)).isEqualTo(new Hit.Ruler(START + 20_000_000));
    ViewState zoomed = zoomed(START, START + 1_000_000);
    assertThat(at(zoomed, 142 + 400, 20 + 5)).isEqualTo(new Hit.Minimap(START + 20_000_000));
    assertThat(at(zoomed, 142 + 400, 20 + 44 + 5)).isEqualTo(new Hit.Ruler(START + 500_000));
  }

  @Test
  void headersAndGaps() {
    double laneTop = GEOMETRY.lanes().y();
    assertThat(at(WHOLE, 20, laneTop + 5)).isEqualTo(new Hit.Header(new Lane.Core(0, 0)));
    assertThat(at(WHOLE, 20, laneTop + 62 + 5)).isEqualTo(new Hit.Header(new Lane.Core(1, 1)));
    assertThat(at(WHOLE, 300, laneTop + 58)).as("between two lanes").isEqualTo(Hit.NOTHING);
    assertThat(at(WHOLE, 300, laneTop + 4 * 62 + 5)).as("below all").isEqualTo(Hit.NOTHING);
    assertThat(at(WHOLE, 0, 0)).isEqualTo(Hit.NOTHING);
  }

  @Test
  void everyPointOfALaneHitsTheSliceThatCoversItsTime() {
    ViewState state = zoomed(START + 3_000_000, START + 5_000_000);
    double y = GEOMETRY.lanes().y() + 30;
    for (double x = GEOMETRY.lanes().x(); x < GEOMETRY.lanes().right(); x += 0.7) {
      Hit.Slice hit = (Hit.Slice) at(state, x, y);
      CpuSlices slices = TIMELINE.slices(0);
      assertThat(hit.timeNs()).isBetween(START + 3_000_000, START + 5_000_000);
      assertThat(slices.startNs(hit.slice())).isLessThanOrEqualTo(hit.timeNs());
      assertThat(slices.endNs(hit.slice())).isGreaterThan(hit.timeNs());
    }
  }

  @Test
  void marksAreHitNearTheirPoint() {
    ViewState state = zoomed(START + 3_000_000, START + 9_000_000);
    assertThat(MarkStyle.of(DIGEST, state.scale()).single()).isTrue();
    CpuSlices slices = TIMELINE.slices(0);
    long marked = slices.at(START + 4_000_000);
    while (!slices.end(marked).involuntary()) {
      marked++;
    }
    double x = GEOMETRY.lanes().x() + state.scale().toPx(slices.endNs(marked));
    double top = GEOMETRY.lanes().y();
    assertThat(at(state, x + 3, top + 3)).isEqualTo(new Hit.SwitchMark(0, marked));
    assertThat(at(state, x - 3, top + 3)).isEqualTo(new Hit.SwitchMark(0, marked));
    assertThat(at(state, x - 3, top + 30)).as("the body below").isInstanceOf(Hit.Slice.class);
  }

  @Test
  void lostDataComesBeforeSlices() {
    double x = GEOMETRY.lanes().x() + WHOLE.scale().toPx(START + 20_000_000);
    double y = GEOMETRY.lanes().y() + 62 + 30;
    assertThat(at(WHOLE, x, y))
        .isInstanceOfSatisfying(
            Hit.LostData.class,
            hit -> {
              assertThat(hit.cpu()).isEqualTo(1);
              assertThat(hit.hole().lostEvents()).isEqualTo(28_130);
            });
    assertThat(at(WHOLE, x, GEOMETRY.lanes().y() + 30)).isInstanceOf(Hit.Slice.class);
  }

  @Test
  void scrollingMovesTheLanes() {
    ViewState scrolled = WHOLE.withScroll(62);
    assertThat(at(scrolled, 20, GEOMETRY.lanes().y() + 5))
        .isEqualTo(new Hit.Header(new Lane.Core(1, 1)));
  }

  @Test
  void styleOfMarksDependsOnZoomNotOnPlace() {
    MarkStyle first = MarkStyle.of(DIGEST, zoomed(START, START + 2_000_000).scale());
    MarkStyle later = MarkStyle.of(DIGEST, zoomed(START + 30_000_000, START + 32_000_000).scale());
    assertThat(later).isEqualTo(first);
    try (Timeline dense = SyntheticTimeline.of(2, 100_000_000, 1_000)) {
      TraceDigest digest = TraceDigest.of(dense);
      MarkStyle style = MarkStyle.of(digest, TimeScale.fit(dense.range(), 1000));
      assertThat(style.single()).isFalse();
      double mean = digest.involuntaryPerCpu(style.cellNs());
      assertThat(style.fullCount()).isBetween((int) mean, (int) (mean * 4));
    }
  }

  private static ViewState zoomed(long fromNs, long toNs) {
    return WHOLE.withScale(WHOLE.scale().showing(new TimeRange(fromNs, toNs)));
  }

  private static Hit at(ViewState state, double x, double y) {
    return new HitTest(DIGEST, GEOMETRY, state).at(x, y);
  }
}
