package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.testing.SyntheticTimeline;
import dev.corelane.render.text.TextStyle;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a frame costs is counted in calls of the surface, which time cannot make flaky.
class FrameCostTest {
  private static final double WIDTH = 1000;

  @ParameterizedTest
  @ValueSource(longs = {2_000_000, 20_000, 1_000})
  void drawingIsBoundedByPixelsAndLanesAtEveryZoom(long meanSliceNs) {
    try (Timeline timeline = SyntheticTimeline.of(4, 200_000_000, meanSliceNs)) {
      TraceDigest digest = TraceDigest.of(timeline);
      TimeScale scale = TimeScale.fit(timeline.range(), WIDTH - 132);
      for (double zoom = 1; zoom < 1e6; zoom *= 7) {
        long calls = calls(digest, scale.zoomedAt(400, zoom), 600);
        // Per column: classes of tasks, two strips, a mark; then labels of wide slices.
        assertThat(calls).as("zoom %s", zoom).isLessThan((long) (4 * WIDTH * 12));
      }
    }
  }

  @Test
  void lanesOutOfSightCostNothing() {
    try (Timeline few = SyntheticTimeline.of(8, 20_000_000, 20_000);
        Timeline many = SyntheticTimeline.of(120, 20_000_000, 20_000)) {
      TimeScale small = TimeScale.fit(few.range(), WIDTH - 132);
      TimeScale large = TimeScale.fit(many.range(), WIDTH - 132);
      long visible = calls(TraceDigest.of(few), small, 300);
      assertThat(calls(TraceDigest.of(many), large, 300)).isLessThan(visible * 3 / 2);
    }
  }

  private static long calls(TraceDigest digest, TimeScale scale, double height) {
    var surface = new CountingSurface(height);
    TimelineGeometry geometry = TimelineGeometry.of(new Area(0, 0, WIDTH, height), 132, 0);
    LaneLayout layout = LaneLayout.cores(digest.timeline().cpus(), LaneMetrics.STANDARD);
    new TimelinePainter()
        .paint(
            new Frame(surface, digest, Theme.LIGHT, ViewState.of(scale, layout)),
            geometry,
            MinimapModel.of(digest, 1));
    return surface.calls;
  }

  private static final class CountingSurface implements Surface {
    private final double height;
    long calls;

    CountingSurface(double height) {
      this.height = height;
    }

    @Override
    public double width() {
      return WIDTH;
    }

    @Override
    public double height() {
      return height;
    }

    @Override
    public double pixel() {
      return 1;
    }

    @Override
    public void fillRect(double x, double y, double width, double height, int argb) {
      calls++;
    }

    @Override
    public void hatchRect(double x, double y, double w, double h, Hatch hatch, int argb) {
      calls++;
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, double thickness, int argb) {
      calls++;
    }

    @Override
    public void fillConvex(double[] points, int argb) {
      calls++;
    }

    @Override
    public void text(String text, double x, double baseline, TextStyle style, int argb) {
      calls++;
    }

    @Override
    public double measureText(String text, TextStyle style) {
      return text.length() * style.size() * 0.6;
    }

    @Override
    public void pushClip(double x, double y, double width, double height) {}

    @Override
    public void pushTranslate(double dx, double dy) {}

    @Override
    public void pop() {}
  }
}
