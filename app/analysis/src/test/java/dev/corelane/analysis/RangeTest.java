package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.blocking.BlockedByAnalysis;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.overview.TraceSummary;
import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.analysis.postgres.IncidentPattern;
import dev.corelane.analysis.postgres.IncidentPatternsAnalysis;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.analysis.postgres.WaitProfileRow;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
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

      var delays = new RunDelayAnalysis();
      if (cut < whole.endNs()) {
        RunDelays e = delays.run(t, first, ProgressMonitor.NONE);
        RunDelays f = delays.run(t, second, ProgressMonitor.NONE);
        RunDelays both = delays.run(t, ProgressMonitor.NONE);
        assertThat(e.afterWakeup().totalNs() + f.afterWakeup().totalNs())
            .isEqualTo(both.afterWakeup().totalNs());
        assertThat(e.afterPreemption().count() + f.afterPreemption().count())
            .isEqualTo(both.afterPreemption().count());
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

  @Property(tries = 40)
  void samplesAndPatternsOfPartsAddUpToTheWhole(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 999) int cutInThousandths) {
    try (var r = new Recording()) {
      var random = new SplittableRandom(seed);
      int lock = r.builder.waitEvent("LWLock", "MultiXactGen", "MultiXactGen");
      int client = r.builder.waitEvent("Client", "ClientRead", "ClientRead");
      for (int i = 0; i < 400; i++) {
        int event = List.of(-1, lock, client).get(random.nextInt(3));
        r.builder.waitSample(random.nextLong(2000), 2 + random.nextInt(3), event, 0, 10);
      }
      try (Timeline t = RandomWork.timeline(r, seed)) {
        TimeRange whole = t.range();
        long cut = whole.startNs() + whole.durationNs() * cutInThousandths / 1000;
        var first = new TimeRange(whole.startNs(), cut);
        var second = new TimeRange(cut, whole.endNs());
        var profile = new WaitProfileAnalysis();
        Map<String, WaitProfileRow> parts =
            byEvent(profile.run(t, first, ProgressMonitor.NONE).byEvent());
        byEvent(profile.run(t, second, ProgressMonitor.NONE).byEvent())
            .forEach((event, row) -> parts.merge(event, row, RangeTest::plus));
        assertThat(parts).isEqualTo(byEvent(profile.run(t, ProgressMonitor.NONE).byEvent()));

        assertThat(multiXactSamples(t, first) + multiXactSamples(t, second))
            .isBetween(multiXactSamples(t, whole) - 19, multiXactSamples(t, whole));
      }
    }
  }

  private static Map<String, WaitProfileRow> byEvent(List<WaitProfileRow> rows) {
    return new HashMap<>(
        rows.stream().collect(Collectors.toMap(row -> row.type() + row.event(), row -> row)));
  }

  private static WaitProfileRow plus(WaitProfileRow a, WaitProfileRow b) {
    return new WaitProfileRow(
        a.type(),
        a.event(),
        a.application(),
        a.query(),
        a.samples() + b.samples(),
        a.timeNs() + b.timeNs(),
        a.running() + b.running(),
        a.runnable() + b.runnable(),
        a.asleep() + b.asleep(),
        a.unknown() + b.unknown());
  }

  /// A part with fewer than 20 tells of no pattern.
  private static long multiXactSamples(Timeline t, TimeRange range) {
    return new IncidentPatternsAnalysis()
        .run(t, range, ProgressMonitor.NONE).stream().mapToLong(IncidentPattern::samples).sum();
  }

  @Property(tries = 40)
  void waitingOverTimeAddsUp(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 999) int cutInThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      TimeRange whole = t.range();
      long cut = whole.startNs() + whole.durationNs() * cutInThousandths / 1000;
      assertThat(
              blockedNs(t, new TimeRange(whole.startNs(), cut))
                  + blockedNs(t, new TimeRange(cut, whole.endNs())))
          .isEqualTo(blockedNs(t, whole));
    }
  }

  private static long blockedNs(Timeline t, TimeRange range) {
    return new BlockedByAnalysis()
        .run(t, range, ProgressMonitor.NONE).over(3, ProgressMonitor.NONE).stream()
            .mapToLong(p -> Math.round(p.meanBlocked() * (p.endNs() - p.startNs())))
            .sum();
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
