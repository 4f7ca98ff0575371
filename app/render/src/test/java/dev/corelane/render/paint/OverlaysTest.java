package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.testing.Golden;
import dev.corelane.render.testing.LockTimeline;
import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Bookmark;
import dev.corelane.render.view.LanePlan;
import dev.corelane.render.view.Link;
import dev.corelane.render.view.Overlay;
import dev.corelane.render.view.PathPiece;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlaysTest {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 420;

  @Test
  void arrowsPathAndTails() throws IOException {
    try (Timeline timeline = LockTimeline.random(2, 5, 300)) {
      TraceDigest digest = TraceDigest.of(timeline);
      LanePlan plan = new LanePlan(digest);
      List<Lane> lanes = new ArrayList<>(LaneLayout.coreLanes(timeline.cpus()));
      lanes.add(plan.lockLane(0, false));
      lanes.add(plan.threadLane(2, false));
      lanes.add(plan.threadLane(3, false));
      long from = timeline.range().startNs();
      long step = timeline.range().durationNs() / 200;
      var overlay =
          new Overlay(
              List.of(
                  new Link(Link.Kind.WAKEUP, "cpu/0", from + step, "thread/2", from + 6 * step),
                  new Link(
                      Link.Kind.BLOCKED_BY, "thread/3", from + 9 * step, "lock/0", from + 9 * step),
                  new Link(
                      Link.Kind.PREEMPTED_BY,
                      "lock/0",
                      from + 12 * step,
                      "cpu/0",
                      from + 12 * step),
                  new Link(Link.Kind.WAKEUP, "thread/99", from, "cpu/0", from + step)),
              List.of(
                  new PathPiece("thread/2", "", from + 10 * step, from + 13 * step, false),
                  new PathPiece("thread/3", "", from + 13 * step, from + 16 * step, true),
                  new PathPiece("thread/99", "cpu/0", from + 16 * step, from + 18 * step, true)),
              true,
              List.of(
                  new Bookmark(from + 7 * step, "the checkpoint began"),
                  new Bookmark(from + 9 * step, "no room for this"),
                  new Bookmark(from + 300 * step, "")));
      var geometry = TimelineGeometry.of(new Area(0, 0, WIDTH, HEIGHT), 188, 0);
      TimeScale scale = TimeScale.fit(timeline.range(), geometry.ruler().width());
      ViewState state =
          ViewState.of(scale.zoomedAt(0, 10), LaneLayout.rows(lanes, LaneMetrics.WIDE))
              .withOverlay(overlay);
      for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
        var surface = new PixelSurface(WIDTH, HEIGHT, 1, new BlockGlyphs());
        var frame = new Frame(surface, digest, theme, state);
        Shown shown = new TimelinePainter().paint(frame, geometry, MinimapModel.of(digest, 1));
        assertThat(shown.links())
            .containsExactly(Link.Kind.WAKEUP, Link.Kind.BLOCKED_BY, Link.Kind.PREEMPTED_BY);
        assertThat(shown.path()).isTrue();
        new LegendPainter().paint(frame, shown, 8, HEIGHT - 60, WIDTH - 16);
        Golden.check(theme.dark() ? "overlays-dark" : "overlays-light", surface);
      }
      ViewState later = state.withScale(scale.zoomedAt(0, 10).panned(4000));
      var surface = new PixelSurface(WIDTH, HEIGHT, 1, new BlockGlyphs());
      Shown shown =
          new TimelinePainter()
              .paint(
                  new Frame(surface, digest, Theme.LIGHT, later),
                  geometry,
                  MinimapModel.of(digest, 1));
      assertThat(shown.links()).as("the legend explains what is on the screen").isEmpty();
      assertThat(shown.path()).isFalse();
    }
  }
}
