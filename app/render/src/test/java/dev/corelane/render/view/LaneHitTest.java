package dev.corelane.render.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.layout.ThreadBands;
import dev.corelane.render.paint.Frame;
import dev.corelane.render.paint.MinimapModel;
import dev.corelane.render.paint.TimelinePainter;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.testing.LockTimeline;
import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is drawn at a pixel is what the hit test returns.
class LaneHitTest {
  private static final TimelineGeometry GEOMETRY =
      TimelineGeometry.of(new Area(0, 0, 900, 700), 188, 0);

  @Test
  void whatIsDrawnAtAPixelIsWhatTheHitTestReturns() {
    int holds = 0;
    int states = 0;
    for (long seed = 0; seed < 6; seed++) {
      try (Timeline timeline = LockTimeline.random(seed, 5, 300)) {
        TraceDigest digest = TraceDigest.of(timeline);
        LanePlan plan = new LanePlan(digest);
        List<Lane> lanes = new ArrayList<>();
        for (int lock = 0; lock < timeline.locks().size(); lock++) {
          lanes.add(plan.lockLane(lock, false));
        }
        for (int task = 2; task < timeline.taskCount(); task++) {
          lanes.add(plan.threadLane(task, false));
        }
        TimeScale fit = TimeScale.fit(timeline.range(), GEOMETRY.lanes().width());
        var random = new SplittableRandom(seed);
        for (int view = 0; view < 12; view++) {
          TimeScale scale =
              fit.zoomedAt(random.nextDouble() * fit.width(), Math.exp(random.nextDouble() * 9));
          LaneLayout layout = LaneLayout.rows(lanes, LaneMetrics.WIDE).freezing(view % 3);
          double scroll = layout.frozenHeight() > 0 ? random.nextInt(60) : 0;
          var state = ViewState.of(scale, layout).withScroll(scroll);
          var surface = new PixelSurface(900, 700, 1, new BlockGlyphs());
          new TimelinePainter()
              .paint(
                  new Frame(surface, digest, Theme.LIGHT, state),
                  GEOMETRY,
                  MinimapModel.of(digest, 1));
          HitTest hits = new HitTest(digest, GEOMETRY, state);
          for (LaneRow placed : layout.rows()) {
            if (!layout.isFrozen(placed) && placed.y() - scroll < layout.frozenHeight()) {
              continue;
            }
            var row = new LaneRow(placed.lane(), layout.topOf(placed, scroll), placed.height());
            for (int x = (int) GEOMETRY.lanes().x() + 1; x < 899; x += 3) {
              if (row.lane() instanceof Lane.LockLane lock) {
                holds += checkHold(digest, hits, scale.nsPerPx(), surface, row, lock, x);
              } else if (row.lane() instanceof Lane.ThreadLane thread) {
                states += checkState(digest, hits, scale.nsPerPx(), surface, row, thread, x);
              }
            }
          }
        }
      }
    }
    assertThat(holds).as("holds looked at").isGreaterThan(2_000);
    assertThat(states).as("states looked at").isGreaterThan(2_000);
  }

  /// A pixel near the bottom of the band of holders: the colour of the holder on a CPU, wherever
  /// that holder's hold is hit.
  private static int checkHold(
      TraceDigest digest,
      HitTest hits,
      double nsPerPx,
      PixelSurface surface,
      LaneRow row,
      Lane.LockLane lock,
      int x) {
    int y = (int) (GEOMETRY.lanes().y() + row.y()) + 2;
    Hit hit = hits.at(x + 0.5, y + 0.5);
    int drawn = surface.pixels()[y * surface.columns() + x];
    if (!(hit instanceof Hit.Hold hold)) {
      for (int task = 2; task < digest.timeline().taskCount(); task++) {
        assertThat(drawn).as("no hold is hit").isNotEqualTo(digest.classes().colorOf(task));
      }
      return 0;
    }
    Pieces pieces = digest.facts().lock(lock.lock()).holders();
    int task = digest.timeline().holds().get(hold.row()).task();
    for (int other = 2; other < digest.timeline().taskCount(); other++) {
      if (drawn == digest.classes().colorOf(other)
          && digest.classes().colorOf(other) != digest.classes().colorOf(task)) {
        throw new AssertionError("drawn " + other + " but hit " + task + " at " + x);
      }
    }
    int piece = pieces.at(hold.timeNs());
    long inner = (long) (3 * FactColumns.WIDTH * nsPerPx);
    if (piece < 0
        || hold.timeNs() - pieces.startNs(piece) < inner
        || pieces.endNs(piece) - hold.timeNs() < inner
        || pieces.activity(piece) == Activity.UNKNOWN) {
      return 0;
    }
    assertThat(pieces.row(piece)).isEqualTo((int) hold.row());
    assertThat(drawn == digest.classes().colorOf(task))
        .as("a holder on a CPU has its colour, off the CPU it is fainter")
        .isEqualTo(pieces.activity(piece) == Activity.ON_CPU);
    return 1;
  }

  /// A pixel at the top of the band of states: only running and preempted fill it.
  private static int checkState(
      TraceDigest digest,
      HitTest hits,
      double nsPerPx,
      PixelSurface surface,
      LaneRow row,
      Lane.ThreadLane thread,
      int x) {
    int y = (int) (GEOMETRY.lanes().y() + row.y() + ThreadBands.of(thread).statesTop()) + 1;
    int drawn = surface.pixels()[y * surface.columns() + x];
    Hit hit = hits.at(x + 0.5, y + 0.5);
    assertThat(hit).isInstanceOf(Hit.State.class);
    Hit.State state = (Hit.State) hit;
    var states = digest.timeline().states(thread.task());
    StateKind kind = states.kind(state.index());
    double px = (states.endNs(state.index()) - states.startNs(state.index())) / nsPerPx;
    if (px < FactColumns.WIDE_PX) {
      return 0;
    }
    boolean filled = drawn == digest.classes().colorOf(thread.task());
    assertThat(filled).as("%s of %s px at %s", kind, px, x).isEqualTo(kind == StateKind.RUNNING);
    return 1;
  }
}
