package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.digest.LengthHistogram;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.testing.LockTimeline;
import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.view.Area;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DistributionPainterTest {
  private static final int MOST = 240;

  @ParameterizedTest
  @EnumSource(DistributionPainter.Form.class)
  void chartsOfAnySizeAreDrawn(DistributionPainter.Form form) {
    var lengths = new LengthHistogram();
    for (long ns = 100; ns < 1_000_000_000; ns = ns * 5 / 4) {
      lengths.add(ns);
    }
    var parts = List.of(new DistributionPainter.Part("A", lengths));
    int drawn = 0;
    for (int size = 1; size < MOST; size += 3) {
      var surface = new PixelSurface(size, size, 1, new BlockGlyphs());
      new DistributionPainter(parts, form, new Area(0, 0, size, size)).paint(surface, Theme.LIGHT);
      drawn += Arrays.stream(surface.pixels()).anyMatch(pixel -> pixel != 0) ? 1 : 0;
    }
    assertThat(drawn).isGreaterThan(MOST / 6);
  }

  @Test
  void pointsOfAnySizeAreDrawn() {
    try (Timeline timeline = LockTimeline.random(3, 5, 300)) {
      DelayCloud cloud = DelayCloud.of(timeline, timeline.range(), ProgressMonitor.NONE);
      for (int size = 1; size < MOST; size += 3) {
        var surface = new PixelSurface(size, size, 1, new BlockGlyphs());
        var painter = new DelayCloudPainter(cloud, new Area(0, 0, size, size));
        painter.paint(surface, Theme.LIGHT, Optional.empty());
        assertThat(painter.at(size + 1.0, size + 1.0)).isEmpty();
      }
    }
  }
}
