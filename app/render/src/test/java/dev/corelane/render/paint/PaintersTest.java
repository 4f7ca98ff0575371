package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.surface.Marker;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.testing.Golden;
import dev.corelane.render.testing.LockTimeline;
import dev.corelane.render.testing.SyntheticTimeline;
import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LanePlan;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PaintersTest {
  private static final long START = SyntheticTimeline.START_NS;
  private static final Timeline LOSSES = SyntheticTimeline.withLosses();
  private static final TraceDigest DIGEST = TraceDigest.of(LOSSES);

  @AfterAll
  static void close() {
    LOSSES.close();
  }

  @Test
  void wholeTraceLight() throws IOException {
    Picture picture = new Picture(DIGEST, 900, 420, 1);
    Shown shown = picture.paint(Theme.LIGHT, picture.whole());
    assertThat(shown.markers()).isNotEmpty();
    assertThat(shown.holes()).isTrue();
    assertThat(shown.unknown()).isTrue();
    assertThat(shown.strips()).isTrue();
    Golden.check("whole-light", picture.surface);
  }

  @Test
  void wholeTraceDarkTwoHundredPercent() throws IOException {
    Picture picture = new Picture(DIGEST, 1200, 640, 2);
    picture.paint(Theme.DARK, picture.whole());
    Golden.check("whole-dark-200", picture.surface);
  }

  @Test
  void slicesWithMarksFocusSelectionAndPointer() throws IOException {
    Picture picture = new Picture(DIGEST, 900, 420, 1.5);
    ViewState state = picture.zoomed(START + 5_000_000, START + 9_000_000);
    long slice = LOSSES.slices(0).at(START + 6_500_000);
    Shown shown =
        picture.paint(
            Theme.LIGHT,
            state
                .withFocus(LOSSES.slices(0).task(slice))
                .withSelected(new Hit.Slice(0, slice, START + 6_500_000))
                .withHover(
                    new Hit.Slice(2, LOSSES.slices(2).at(START + 8_000_000), START + 8_000_000))
                .withSelection(Optional.of(new TimeRange(START + 5_400_000, START + 6_100_000))));
    assertThat(shown.markers()).contains(Marker.TRIANGLE_DOWN, Marker.DIAMOND);
    assertThat(shown.bars()).isFalse();
    assertThat(shown.notWhole()).as("CPU 2 begins within the view").isTrue();
    assertThat(shown.exactDelays()).isTrue();
    Golden.check("slices-light-150", picture.surface);
  }

  @Test
  void sharesAreOfTheTimeInWhichTheSchedulerWasRecorded() {
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      int[] tasks = {b.task(11, 11, "one", 0, false), b.task(12, 12, "two", 0, false)};
      for (int i = 0; i < 10; i++) {
        b.slice(
            cpu,
            i * 1_000_000L,
            (i + 1) * 1_000_000L,
            tasks[i % 5 == 0 ? 1 : 0],
            SliceEnd.PREEMPTED_USER,
            'R',
            Provenance.RECORDED,
            false,
            false,
            120,
            0);
      }
      b.mark(100_000_000, -1, tasks[0], "log", "ended");
      try (Timeline timeline = b.build(ProgressMonitor.NONE)) {
        TraceDigest digest = TraceDigest.of(timeline);
        Picture picture = new Picture(digest, 900, 420, 1);
        Shown shown = picture.paint(Theme.LIGHT, picture.whole());
        assertThat(shown.share(digest.classes().classOf(tasks[0]))).isCloseTo(0.8, within(0.02));
        assertThat(shown.share(digest.classes().classOf(tasks[1]))).isCloseTo(0.2, within(0.02));
        assertThat(shown.busy()).isCloseTo(1, within(0.02));
      }
    }
  }

  @Test
  void levelsOfDetailOfManyLanes() throws IOException {
    try (Timeline timeline = SyntheticTimeline.of(32, 2_000_000_000L, 100_000)) {
      Picture picture = new Picture(TraceDigest.of(timeline), 900, 500, 1);
      Shown shown = picture.paint(Theme.LIGHT, picture.whole());
      assertThat(shown.holderBars()).as("victims that held a lock are on CPU 0").isTrue();
      assertThat(shown.strips()).as("no room for strips").isFalse();
      Golden.check("many-lanes-light", picture.surface);
      picture.paint(Theme.LIGHT, picture.whole().withScroll(450));
      Golden.check("many-lanes-scrolled-light", picture.surface);
    }
  }

  @Test
  void wholePictureWithTitleAndLegend() throws IOException {
    var surface = new PixelSurface(1280, 800, 1, new BlockGlyphs());
    new TracePicture(DIGEST, Theme.LIGHT, Optional.empty()).paint(surface);
    Golden.check("picture-light", surface);
    new TracePicture(
            DIGEST, Theme.DARK, Optional.of(new TimeRange(START + 15_000_000, START + 26_000_000)))
        .paint(surface);
    Golden.check("picture-range-dark", surface);
  }

  @Test
  void lanesOfLocksAndThreads() throws IOException {
    try (Timeline timeline = LockTimeline.small()) {
      TraceDigest digest = TraceDigest.of(timeline);
      Picture picture = new Picture(digest, 900, 560, 1);
      LanePlan plan = new LanePlan(digest);
      LaneChoice open =
          LaneChoice.FIRST
              .withLocks(LaneChoice.LockScope.ALL)
              .opening(LaneChoice.THREADS)
              .opening("process/name/postgres");
      ViewState state = picture.withLanes(plan.lanes(open));
      Shown shown = picture.paint(Theme.LIGHT, state.withSelected(new Hit.Hold(0, 0, 0)));
      assertThat(shown.looks())
          .contains(
              LaneLook.HOLD,
              LaneLook.HOLD_OFF_CPU,
              LaneLook.WAITERS,
              LaneLook.RUNNING,
              LaneLook.PREEMPTED,
              LaneLook.WOKEN,
              LaneLook.SLEEPING,
              LaneLook.WAIT_SPIN,
              LaneLook.WAIT_SLEEP,
              LaneLook.WAIT_DELAY,
              LaneLook.SPAN,
              LaneLook.SAMPLE)
          .doesNotContain(LaneLook.GROUP_RUNNING, LaneLook.HELD_OFF_SHARE, LaneLook.BLOCKED);
      Golden.check("locks-threads-light", picture.surface);
      picture.paint(Theme.DARK, state);
      Golden.check("locks-threads-dark", picture.surface);
      LaneChoice closed =
          LaneChoice.FIRST.toggled(LaneChoice.LOCKS).pinning("thread/" + LockTimeline.WAITER);
      shown = picture.paint(Theme.LIGHT, picture.withLanes(plan.lanes(closed)));
      assertThat(shown.looks()).contains(LaneLook.GROUP_RUNNING, LaneLook.GROUP_RUNNABLE);
      assertThat(shown.looks()).doesNotContain(LaneLook.HOLD);
      Golden.check("locks-threads-collapsed", picture.surface);
    }
  }

  @Test
  void aggregatedLocksAndThreads() throws IOException {
    try (Timeline timeline = LockTimeline.random(7, 6, 4000)) {
      TraceDigest digest = TraceDigest.of(timeline);
      Picture picture = new Picture(digest, 900, 560, 1);
      LaneChoice open =
          LaneChoice.FIRST.withLocks(LaneChoice.LockScope.ALL).opening(LaneChoice.THREADS);
      Shown shown = picture.paint(Theme.LIGHT, picture.withLanes(new LanePlan(digest).lanes(open)));
      assertThat(shown.looks()).contains(LaneLook.HELD_SHARE, LaneLook.HELD_OFF_SHARE);
      Golden.check("locks-threads-aggregated", picture.surface);
    }
  }

  @Test
  void samePictureEveryTime() {
    Picture picture = new Picture(DIGEST, 700, 300, 1);
    picture.paint(Theme.LIGHT, picture.whole());
    int[] first = picture.surface.pixels().clone();
    picture.paint(Theme.DARK, picture.zoomed(START + 1_000_000, START + 1_400_000));
    picture.paint(Theme.LIGHT, picture.whole());
    assertThat(picture.surface.pixels()).isEqualTo(first);
  }

  @Test
  void paintsIntoEveryPixelAndNoState() {
    for (double scale : new double[] {1, 1.25, 1.5, 2}) {
      Picture picture = new Picture(DIGEST, 611, 333, scale);
      picture.paint(Theme.DARK, picture.whole());
      for (int pixel : picture.surface.pixels()) {
        assertThat(pixel >>> 24).isEqualTo(255);
      }
    }
  }

  @Test
  void emptyTimelinesAreDrawn() {
    try (Timeline timeline = SyntheticTimeline.of(0, 1, 1)) {
      Picture picture = new Picture(TraceDigest.of(timeline), 400, 200, 1);
      Shown shown = picture.paint(Theme.LIGHT, picture.whole());
      assertThat(shown.strips()).isFalse();
      new TracePicture(TraceDigest.of(timeline), Theme.LIGHT, Optional.empty())
          .paint(picture.surface);
    }
  }

  @Test
  void tinyPicturesAreDrawn() {
    for (int size : new int[] {1, 10, 60, 140}) {
      var surface = new PixelSurface(size, size, 1, new BlockGlyphs());
      new TracePicture(DIGEST, Theme.LIGHT, Optional.empty()).paint(surface);
      assertThat(surface.pixels()[0]).isEqualTo(Theme.LIGHT.background());
    }
  }

  @Test
  void windowsOfAnyWidthAreDrawn() {
    for (int room = 1; room < 200; room++) {
      for (double scale : new double[] {1, 2}) {
        int columns = (int) ((LaneMetrics.STANDARD.headerWidth() + room) * scale);
        Picture picture = new Picture(DIGEST, columns, 200, scale);
        long worst = DIGEST.worst().getFirst().timeNs();
        picture.paint(Theme.LIGHT, picture.whole());
        picture.paint(Theme.LIGHT, picture.zoomed(worst - 50_000, worst + 50_000));
        assertThat(picture.surface.pixels()[0] >>> 24).isEqualTo(255);
      }
    }
  }

  private static final class Picture {
    final PixelSurface surface;
    private final TraceDigest digest;
    private final TimelineGeometry geometry;
    private final MinimapModel minimap;
    private final TimelinePainter painter = new TimelinePainter();

    Picture(TraceDigest digest, int columns, int rows, double scale) {
      this.digest = digest;
      surface = new PixelSurface(columns, rows, scale, new BlockGlyphs());
      geometry =
          TimelineGeometry.of(
              new Area(0, 0, surface.width(), surface.height()),
              LaneMetrics.STANDARD.headerWidth(),
              TimelineGeometry.MINIMAP_HEIGHT);
      minimap = MinimapModel.of(digest, geometry.minimap().width());
    }

    Shown paint(Theme theme, ViewState state) {
      return painter.paint(new Frame(surface, digest, theme, state), geometry, minimap);
    }

    ViewState whole() {
      LaneMetrics metrics =
          LaneMetrics.STANDARD.fitting(digest.timeline().cpus().size(), geometry.lanes().height());
      return ViewState.of(
          TimeScale.fit(digest.timeline().range(), geometry.lanes().width()),
          LaneLayout.cores(digest.timeline().cpus(), metrics));
    }

    ViewState withLanes(List<Lane> lanes) {
      return whole().withLayout(LaneLayout.rows(lanes, LaneMetrics.WIDE));
    }

    ViewState zoomed(long fromNs, long toNs) {
      ViewState state = whole();
      return state.withScale(state.scale().showing(new TimeRange(fromNs, toNs)));
    }
  }
}
