package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.testing.Golden;
import dev.corelane.render.testing.LockTimeline;
import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.view.Area;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DelayCloudTest {
  @Test
  void everyRunDelayStandsInOneCell() {
    for (long seed = 0; seed < 4; seed++) {
      try (Timeline timeline = LockTimeline.random(seed, 5, 300)) {
        TimeRange all = timeline.range();
        var delays = new RunDelayAnalysis().run(timeline, ProgressMonitor.NONE);
        DelayCloud whole = DelayCloud.of(timeline, all, ProgressMonitor.NONE);
        long expected = delays.afterWakeup().count() + delays.afterPreemption().count();
        assertThat(whole.count()).isEqualTo(expected).isPositive();
        long longest = 0;
        for (int row = 0; row < DelayCloud.ROWS; row++) {
          for (int column = 0; column < DelayCloud.COLUMNS; column++) {
            Optional<DelayCloud.Point> point = whole.longest(column, row);
            if (point.isPresent()) {
              assertThat(DelayCloud.rowOf(point.get().lengthNs())).isEqualTo(row);
              var states = timeline.states(point.get().task());
              assertThat(states.kind(point.get().state()).runnable()).isTrue();
              longest = Math.max(longest, point.get().lengthNs());
            }
          }
        }
        assertThat(longest)
            .isEqualTo(
                Math.max(delays.afterWakeup().longestNs(), delays.afterPreemption().longestNs()));
        long middle = all.startNs() + all.durationNs() / 3;
        long parts =
            DelayCloud.of(timeline, new TimeRange(all.startNs(), middle), ProgressMonitor.NONE)
                    .count()
                + DelayCloud.of(timeline, new TimeRange(middle, all.endNs()), ProgressMonitor.NONE)
                    .count();
        assertThat(parts).as("parts add up").isBetween(expected - 1, expected);
      }
    }
  }

  @Test
  void paintsAndFindsWhatItPainted() throws IOException {
    try (Timeline timeline = LockTimeline.random(3, 5, 300)) {
      DelayCloud cloud = DelayCloud.of(timeline, timeline.range(), ProgressMonitor.NONE);
      var painter = new DelayCloudPainter(cloud, new Area(10, 5, 580, 230));
      Optional<DelayCloud.Point> hover = Optional.empty();
      int found = 0;
      for (double x = 0; x < 600; x += 2) {
        for (double y = 0; y < 240; y += 2) {
          Optional<DelayCloud.Point> at = painter.at(x, y);
          found += at.isPresent() ? 1 : 0;
          hover = hover.isPresent() ? hover : at;
        }
      }
      assertThat(found).isPositive();
      for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
        var surface = new PixelSurface(600, 240, 1, new BlockGlyphs());
        surface.fillRect(0, 0, 600, 240, theme.background());
        painter.paint(surface, theme, hover);
        Golden.check(theme.dark() ? "delays-dark" : "delays-light", surface);
      }
    }
  }
}
