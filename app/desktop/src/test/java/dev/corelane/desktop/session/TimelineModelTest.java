package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineModelTest {
  private static final long START = 100 * MS;

  private Timeline timeline;
  private TimelineModel model;
  private long nowNs;

  @BeforeEach
  void open() {
    timeline = TestTimelines.small();
    model = new TimelineModel(TraceDigest.of(timeline), () -> nowNs);
    model.resize(1188, 500);
  }

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void showsTheWholeTimelineAtFirst() {
    assertThat(model.scale().isFit()).isTrue();
    assertThat(model.scale().visible()).isEqualTo(timeline.range());
    assertThat(model.scale().width()).isEqualTo(lanes().width());
  }

  @Test
  void zoomsAtThePointer() {
    double x = lanes().x() + 300;
    long before = timeAt(x);
    model.zoomAt(x, 8);
    assertThat(timeAt(x)).isCloseTo(before, within(2L));
    assertThat(model.scale().visibleNs()).isCloseTo(10.0 * MS / 8, within(1.0));
    model.zoomAt(x, 1e-9);
    assertThat(model.scale().isFit()).isTrue();
  }

  @Test
  void keysZoomAtThePointerElseAtTheSelectionElseInTheMiddle() {
    long middle = timeAt(lanes().x() + lanes().width() / 2);
    model.zoom(4);
    assertThat(timeAt(lanes().x() + lanes().width() / 2)).isCloseTo(middle, within(2L));

    model.fit();
    model.select(new SliceRef(0, 0));
    double x = px(START + MS / 2);
    model.zoom(2);
    assertThat(px(START + MS / 2)).isCloseTo(x, within(0.01));

    model.fit();
    double pointed = lanes().x() + 700;
    model.pointAt(pointed, 200);
    long under = timeAt(pointed);
    model.zoom(2);
    assertThat(timeAt(pointed)).isCloseTo(under, within(2L));
  }

  @Test
  void pansUpToTheEndsAndNoFurther() {
    model.zoomAt(lanes().x(), 10);
    long left = timeAt(lanes().x());
    model.pan(100, 0);
    assertThat(timeAt(lanes().x()) - left).isCloseTo(100_000L, within(2L));
    model.pan(-1e9, 0);
    assertThat(model.scale().visible().startNs()).isEqualTo(timeline.range().startNs());
    model.pan(1e12, 0);
    assertThat(model.scale().visible().endNs()).isEqualTo(timeline.range().endNs());
  }

  @Test
  void keepsTheLeftEdgeWhenTheWindowChangesItsWidth() {
    model.zoomAt(lanes().x() + 500, 5);
    TimeRange before = model.scale().visible();
    model.resize(800, 500);
    assertThat(model.scale().visible()).isEqualTo(before);
    assertThat(model.scale().width()).isEqualTo(lanes().width());
  }

  @Test
  void goesBackAndForward() {
    TimeScale whole = model.scale();
    assertThat(model.canGoBack().get()).isFalse();
    model.zoomAt(400, 2);
    nowNs += 50 * MS;
    model.zoomAt(400, 2);
    TimeScale zoomed = model.scale();
    nowNs += 2000 * MS;
    model.pan(-50, 0);
    model.back();
    assertThat(model.scale()).as("a burst of zooming is one step").isEqualTo(zoomed);
    model.back();
    assertThat(model.scale()).isEqualTo(whole);
    assertThat(model.canGoBack().get()).isFalse();
    model.forward();
    assertThat(model.scale()).isEqualTo(zoomed);
    assertThat(model.canGoForward().get()).isTrue();
    nowNs += 2000 * MS;
    model.pan(10, 0);
    assertThat(model.canGoForward().get()).isFalse();
  }

  @Test
  void selectsWhatIsClicked() {
    double y = lanes().y() + 60;
    model.selectAt(px(START + 4 * MS), y);
    assertThat(model.selection().get()).contains(new SliceRef(0, 3));
    assertThat(model.state().get().selected()).isInstanceOf(Hit.Slice.class);
    model.selectAt(5, y);
    assertThat(model.selection().get()).as("lane names are no slices").isEmpty();
  }

  @Test
  void selectsTheLongestSliceNearbyWhereTheyAreTooNarrowToHit() {
    try (Timeline many = TestTimelines.random(5, 1, 60_000, 0.2)) {
      TimelineModel wide = new TimelineModel(TraceDigest.of(many), () -> nowNs);
      wide.resize(532, 300);
      Area area = wide.geometry().get().lanes();
      wide.selectAt(area.x() + 200, area.y() + 60);
      SliceRef ref = wide.selection().get().orElseThrow();
      long length = many.slices(0).endNs(ref.index()) - many.slices(0).startNs(ref.index());
      assertThat(length).as("80 ns is the longest there is").isEqualTo(80);
      assertThat(many.slices(0).task(ref.index())).isGreaterThan(1);
    }
  }

  @Test
  void walksThroughPreemptions() {
    assertThat(model.walks().nextPreemption()).isTrue();
    assertThat(model.selection().get()).contains(new SliceRef(0, 0));
    assertThat(model.walks().nextPreemption()).isTrue();
    assertThat(model.selection().get()).contains(new SliceRef(0, 3));
    assertThat(model.walks().nextPreemption()).isTrue();
    assertThat(model.selection().get()).contains(new SliceRef(1, 1));
    assertThat(model.walks().nextPreemption()).isFalse();
    assertThat(model.selection().get()).contains(new SliceRef(1, 1));
    assertThat(model.walks().previousPreemption()).isTrue();
    assertThat(model.selection().get()).contains(new SliceRef(0, 3));
    model.clearSelection();
    assertThat(model.walks().previousPreemption()).isTrue();
    assertThat(model.selection().get()).as("the last one in sight").contains(new SliceRef(1, 1));
  }

  @Test
  void bringsATargetIntoSight() {
    model.show(new TimeRange(START, START + MS / 2));
    model.goTo(new SliceRef(1, 2));
    TimeRange visible = model.scale().visible();
    assertThat(visible.durationNs()).as("the zoom stays").isEqualTo(MS / 2);
    assertThat(visible.contains(START + 8 * MS)).isTrue();

    try (Timeline many = TestTimelines.random(3, 2, 20_000, 0.01)) {
      TimelineModel wide = new TimelineModel(TraceDigest.of(many), () -> nowNs);
      wide.resize(1000, 400);
      wide.walks().nextPreemption();
      SliceRef ref = wide.selection().get().orElseThrow();
      long length =
          many.slices(ref.cpu()).endNs(ref.index()) - many.slices(ref.cpu()).startNs(ref.index());
      assertThat(wide.scale().lengthPx(length)).as("wide enough to be seen").isGreaterThan(40);
    }
  }

  @Test
  void zoomsToTheSelection() {
    model.select(new SliceRef(0, 3));
    model.zoomToSelection();
    assertThat(model.scale().lengthPx(2 * MS) / model.scale().width())
        .isCloseTo(1 / 3.0, within(0.01));
    model.selectRange(Optional.of(new TimeRange(START + MS, START + 3 * MS)));
    model.zoomToSelection();
    assertThat(model.scale().visible()).isEqualTo(new TimeRange(START + MS, START + 3 * MS));
  }

  @Test
  void theHoverFollowsTheViewUnderAPointerThatRests() {
    double x = px(START + 4 * MS);
    model.pointAt(x, lanes().y() + 60);
    assertThat(model.state().get().hover())
        .isInstanceOfSatisfying(Hit.Slice.class, s -> assertThat(s.slice()).isEqualTo(3));
    model.zoomAt(lanes().x(), 2);
    assertThat(model.state().get().hover())
        .isInstanceOfSatisfying(
            Hit.Slice.class,
            s -> assertThat(s.slice()).isEqualTo(timeline.slices(0).at(START + 2 * MS)));
    model.pointNowhere();
    assertThat(model.state().get().hover()).isEqualTo(Hit.NOTHING);
  }

  @Test
  void highlightsTheThreadOfTheSelectionUntilItIsCleared() {
    model.select(new SliceRef(0, 0));
    model.toggleFocus();
    assertThat(model.state().get().focusTask()).isEqualTo(timeline.slices(0).task(0));
    model.select(new SliceRef(0, 1));
    assertThat(model.state().get().focusTask()).isEqualTo(timeline.slices(0).task(1));
    model.clearSelection();
    assertThat(model.state().get().focusTask()).isEqualTo(ViewState.NO_TASK);
  }

  @Test
  void scrollsLanesThatDoNotFit() {
    try (Timeline many = TestTimelines.random(2, 60, 20, 0.5)) {
      TimelineModel tall = new TimelineModel(TraceDigest.of(many), () -> nowNs);
      tall.resize(600, 400);
      double most = tall.state().get().layout().height() - tall.geometry().get().lanes().height();
      assertThat(most).isPositive();
      tall.pan(0, 1e6);
      assertThat(tall.state().get().scroll()).isEqualTo(most);
      tall.goTo(new SliceRef(0, 1));
      assertThat(tall.state().get().scroll()).as("lane 0 is in sight again").isZero();
      tall.scrollTo(25);
      assertThat(tall.state().get().scroll()).isEqualTo(25);
    }
  }

  @Test
  void goesToTheWorstRunDelays() {
    assertThat(model.walks().goToWorst(1)).isTrue();
    SliceRef ref = model.selection().get().orElseThrow();
    assertThat(timeline.slices(ref.cpu()).startNs(ref.index()))
        .as("alice had waited for two milliseconds")
        .isEqualTo(START + 3 * MS);
    assertThat(model.walks().goToWorst(9)).isFalse();
  }

  @Test
  void aTimelineWithoutLengthCanBeShown() {
    try (Timeline empty = TestTimelines.random(1, 1, 0, 0)) {
      TimelineModel none = new TimelineModel(TraceDigest.of(empty), () -> nowNs);
      none.resize(300, 200);
      none.zoom(2);
      none.pan(10, 10);
      none.pointAt(200, 100);
      none.selectAt(200, 100);
      assertThat(none.walks().nextPreemption()).isFalse();
      assertThat(none.selection().get()).isEmpty();
    }
  }

  private Area lanes() {
    return model.geometry().get().lanes();
  }

  private long timeAt(double x) {
    return model.scale().nearestNs(x - lanes().x());
  }

  private double px(long timeNs) {
    return lanes().x() + model.scale().toPx(timeNs);
  }
}
