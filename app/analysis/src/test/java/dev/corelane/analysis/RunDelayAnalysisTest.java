package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.analysis.latency.DelayGroup;
import dev.corelane.analysis.latency.Distribution;
import dev.corelane.analysis.latency.RunDelay;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunDelayAnalysisTest {
  @Test
  void wakeupLatencyIsTheWayToTheQueueAndTheTimeInIt() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      r.builder.taskLabel(b, "client backend");
      r.slept(a, 0);
      r.ran(c0, 0, 50, b, SliceEnd.PREEMPTED_USER).preempted(b, 50, a);
      r.woken(a, 20, b, Wakeup.Kind.WAKING);
      r.builder.wakeup(23, a, b, c0, c0, Wakeup.Kind.WAKEUP, false);
      r.ran(c0, 50, 70, a, SliceEnd.SLEEPING).slept(a, 70);
      r.ran(c1, 58, 80, b, SliceEnd.SLEEPING).slept(b, 80);
      try (Timeline t = r.timeline()) {
        RunDelays delays = run(t, t.range());
        assertThat(delays.worst())
            .containsExactly(
                new RunDelay(a, 20, 50, c0, b, false),
                new RunDelay(b, 50, 58, c1, Task.UNKNOWN, true));
        assertThat(delays.wakePathNs()).isEqualTo(3);
        assertThat(delays.queueNs()).isEqualTo(27);
        assertThat(delays.decomposed()).isEqualTo(1);
        assertThat(delays.afterWakeup().totalNs()).isEqualTo(30);
        assertThat(delays.afterPreemption().totalNs()).isEqualTo(8);
        assertThat(delays.byThread()).extracting(DelayGroup::key).containsExactly(a, b);
        assertThat(delays.byClass())
            .extracting(DelayGroup::name)
            .containsExactly("a", "client backend");
        assertThat(delays.byCpu()).extracting(DelayGroup::key).containsExactly(c0, c1);
        assertThat(delays.byWaker()).extracting(DelayGroup::key).containsExactly(b);
        assertThat(run(t, new TimeRange(51, 80)).worst())
            .as("a wait counts where it ended")
            .containsExactly(new RunDelay(b, 50, 58, c1, Task.UNKNOWN, true));
      }
    }
  }

  @Property(tries = 40)
  void sumsAreThoseOfTheThreadTimes(@ForAll long seed) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      RunDelays delays = run(t, t.range());
      var total = new ThreadTimesAnalysis().run(t, ProgressMonitor.NONE).total();
      assertThat(delays.afterWakeup().totalNs() + delays.afterPreemption().totalNs())
          .isEqualTo(total.runDelayNs());
      assertThat(delays.afterPreemption().totalNs()).isEqualTo(total.preemptedDelayNs());
      for (var groups : List.of(delays.byThread(), delays.byClass(), delays.byCpu())) {
        assertThat(groups.stream().mapToLong(group -> group.delays().totalNs()).sum())
            .isEqualTo(total.runDelayNs());
      }
    }
  }

  @Test
  void percentilesAreByNearestRankWithinOnePercent() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      var random = new Random(4);
      long[] lengths = random.longs(100, 1, 100_000_000).toArray();
      long now = 0;
      for (long length : lengths) {
        r.ran(cpu, now, now + 1, a, SliceEnd.PREEMPTED_USER).preempted(a, now + 1, Task.IDLE);
        r.ran(cpu, now + 1, now + 1 + length, Task.IDLE, SliceEnd.IDLE_END);
        now += 1 + length;
      }
      r.ran(cpu, now, now + 1, a, SliceEnd.SLEEPING).slept(a, now + 1);
      try (Timeline t = r.timeline()) {
        Distribution found = run(t, t.range()).afterPreemption();
        Arrays.sort(lengths);
        for (int percent : new int[] {1, 50, 90, 99, 100}) {
          assertThat((double) found.percentileNs(percent) / lengths[percent - 1])
              .isBetween(1.0, 1.01);
        }
        assertThat(found.count()).isEqualTo(100);
        assertThat(found.longestNs()).isEqualTo(lengths[99]);
        assertThat(found.tells(99)).isTrue();
        assertThat(found.tells(99.9)).as("too few for it").isFalse();
        assertThatThrownBy(() -> found.percentileNs(99.9))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  private static RunDelays run(Timeline timeline, TimeRange range) {
    return new RunDelayAnalysis().run(timeline, range, ProgressMonitor.NONE);
  }
}
