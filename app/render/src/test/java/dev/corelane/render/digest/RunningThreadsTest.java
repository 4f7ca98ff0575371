package dev.corelane.render.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.testing.SyntheticTimeline;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

class RunningThreadsTest {
  private static double exact(Timeline timeline, long from, long to) {
    double sum = 0;
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        if (slices.task(i) > Task.UNKNOWN) {
          sum += Math.max(0, Math.min(to, slices.endNs(i)) - Math.max(from, slices.startNs(i)));
        }
      }
    }
    return sum / (to - from);
  }

  @Test
  void isExactWhereFewSlicesAreConcernedAndNearOtherwise() {
    try (Timeline timeline = SyntheticTimeline.of(3, 200_000_000, 100_000)) {
      var running = new RunningThreads(timeline);
      TimeRange range = timeline.range();
      long step = range.durationNs() / 40;
      for (long from = range.startNs(); from + step <= range.endNs(); from += step) {
        long few = from + 300_000;
        assertThat(running.mean(from, few)).isCloseTo(exact(timeline, from, few), within(1e-9));
        assertThat(running.mean(from, from + step))
            .isCloseTo(exact(timeline, from, from + step), within(0.05));
      }
    }
  }

  @Test
  void nothingRunsOutsideOfTheTimeline() {
    try (Timeline timeline = SyntheticTimeline.of(1, 10_000_000, 100_000)) {
      var running = new RunningThreads(timeline);
      TimeRange range = timeline.range();
      assertThat(running.mean(range.endNs() + 1, range.endNs() + 100)).isZero();
      assertThat(running.mean(range.startNs() - 100, range.startNs())).isZero();
    }
  }
}
