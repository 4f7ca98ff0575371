package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.overview.TraceSummary;
import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What is told of the parts of a timeline adds up to what is told of the whole.
class RangeTest {
  @Property(tries = 40)
  void partsAddUpToTheWhole(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 1000) int cutInThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      TimeRange whole = t.range();
      long cut = whole.startNs() + whole.durationNs() * cutInThousandths / 1000;
      var first = new TimeRange(whole.startNs(), cut);
      var second = new TimeRange(cut, whole.endNs());

      var times = new ThreadTimesAnalysis();
      ThreadTime a = times.run(t, first, ProgressMonitor.NONE).total();
      ThreadTime b = times.run(t, second, ProgressMonitor.NONE).total();
      if (cut < whole.endNs()) {
        assertThat(a.plus(b)).isEqualTo(times.run(t, ProgressMonitor.NONE).total());
      }

      var overview = new TraceSummaryAnalysis();
      TraceSummary c = overview.run(t, first, ProgressMonitor.NONE);
      TraceSummary d = overview.run(t, second, ProgressMonitor.NONE);
      TraceSummary all = overview.run(t, ProgressMonitor.NONE);
      assertThat(c.busyNs() + d.busyNs()).isEqualTo(all.busyNs());
      assertThat(c.idleNs() + d.idleNs()).isEqualTo(all.idleNs());
      assertThat(c.unknownNs() + d.unknownNs()).isEqualTo(all.unknownNs());
      if (cut < whole.endNs()) {
        assertThat(c.switches() + d.switches()).isEqualTo(all.switches());
        assertThat(c.involuntarySwitches() + d.involuntarySwitches())
            .isEqualTo(all.involuntarySwitches());
        assertThat(c.wakeups() + d.wakeups()).isEqualTo(all.wakeups());
        var preemptions = new PreemptionAnalysis();
        assertThat(
                preemptions.run(t, first, ProgressMonitor.NONE).size()
                    + preemptions.run(t, second, ProgressMonitor.NONE).size())
            .isEqualTo(preemptions.run(t, ProgressMonitor.NONE).size());
      }
    }
  }

  @Test
  void aTimeCountsWithItsShareAndAMomentWhereItIs() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(cpu, 0, 100, a, SliceEnd.PREEMPTED_USER).preempted(a, 100, Task.IDLE);
      r.ran(cpu, 100, 160, Task.IDLE, SliceEnd.IDLE_END);
      r.ran(cpu, 160, 200, a, SliceEnd.SLEEPING).slept(a, 200);
      r.woken(a, 300, a, Wakeup.Kind.WAKING);
      try (Timeline t = r.timeline()) {
        var analysis = new ThreadTimesAnalysis();
        assertThat(analysis.run(t, new TimeRange(50, 130), ProgressMonitor.NONE).threads())
            .containsExactly(new ThreadTime(a, 50, 30, 30, 0, 0, 1, 1, 0));
        assertThat(analysis.run(t, new TimeRange(130, 200), ProgressMonitor.NONE).threads())
            .containsExactly(new ThreadTime(a, 40, 30, 30, 60, 0, 0, 0, 0));
        assertThat(analysis.run(t, new TimeRange(400, 500), ProgressMonitor.NONE).threads())
            .as("outside the recording")
            .containsExactly(new ThreadTime(a, 0, 0, 0, 0, 0, 0, 0, 0));
      }
    }
  }
}
