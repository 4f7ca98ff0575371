package dev.corelane.analysis.all;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corelane.analysis.RandomWork;
import dev.corelane.analysis.Recording;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.TimeShares;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.blocking.BlockedByAnalysis;
import dev.corelane.analysis.incident.IncidentAnalysis;
import dev.corelane.analysis.inversion.InversionAnalysis;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.load.LoadAnalysis;
import dev.corelane.analysis.locks.HolderPreemptionAnalysis;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.analysis.postgres.CliffAnalysis;
import dev.corelane.analysis.postgres.IncidentPatternsAnalysis;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import dev.corelane.trace.timeline.Timeline;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class AllAnalysesTest {
  @Property(tries = 40)
  void eachTellsWhatItTellsAlone(
      @ForAll long seed,
      @ForAll boolean moves,
      @ForAll @IntRange(min = 0, max = 1000) int fromThousandths,
      @ForAll @IntRange(min = 0, max = 1000) int lengthThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed, moves)) {
      TimeRange whole = t.range();
      long from = whole.startNs() + whole.durationNs() * fromThousandths / 1000;
      long to = from + (whole.endNs() - from) * lengthThousandths / 1000;
      for (TimeRange range : new TimeRange[] {whole, new TimeRange(from, to)}) {
        AllResults all = new AllAnalyses().run(t, range, ProgressMonitor.NONE);
        alike(all.incident(), new IncidentAnalysis(), t, range);
        alike(all.incident().summary(), new TraceSummaryAnalysis(), t, range);
        alike(all.incident().locks(), new LocksAnalysis(), t, range);
        alike(all.incident().holders(), new HolderPreemptionAnalysis(), t, range);
        alike(all.incident().delays(), new RunDelayAnalysis(), t, range);
        alike(all.incident().blocking(), new BlockedByAnalysis(), t, range);
        alike(all.incident().inversions(), new InversionAnalysis(), t, range);
        alike(all.incident().observer(), new ObserverAnalysis(), t, range);
        alike(all.threadTimes(), new ThreadTimesAnalysis(), t, range);
        alike(all.preemptions(), new PreemptionAnalysis(), t, range);
        alike(all.load(), new LoadAnalysis(), t, range);
        alike(all.waitProfile(), new WaitProfileAnalysis(), t, range);
        alike(all.patterns(), new IncidentPatternsAnalysis(), t, range);
        alike(all.cliffs(), new CliffAnalysis(), t, range);
      }
    }
  }

  private static void alike(
      Object found, TraceAnalysis<?> analysis, Timeline timeline, TimeRange range) {
    assertThat(found)
        .as(analysis.id())
        .usingRecursiveComparison()
        .withEqualsForType(Histogram::equals, Histogram.class)
        // What they look things up in, and remember where they looked last.
        .ignoringFieldsOfTypes(
            Timeline.class, LockHistory.class, ThreadActivity.class, TimeShares.class)
        .isEqualTo(analysis.run(timeline, range, ProgressMonitor.NONE));
  }

  @Test
  void whoCancelsGetsNothing() {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, 1)) {
      for (int patience = 0; patience < 20; patience++) {
        var left = new AtomicInteger(patience);
        assertThatExceptionOfType(TaskCancelledException.class)
            .isThrownBy(() -> new AllAnalyses().run(t, impatient(left)));
      }
    }
  }

  /// Cancels when it was asked a few times.
  private static ProgressMonitor impatient(AtomicInteger left) {
    return new ProgressMonitor() {
      @Override
      public void progress(long done, long total, String what) {
        assertThat(done).isLessThanOrEqualTo(total);
      }

      @Override
      public boolean cancelled() {
        return left.getAndDecrement() <= 0;
      }
    };
  }
}
