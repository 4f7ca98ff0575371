package dev.corelane.cli;

import static dev.corelane.trace.task.ProgressMonitor.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.all.AllAnalyses;
import dev.corelane.analysis.all.AllResults;
import dev.corelane.analysis.blocking.BlockedBy;
import dev.corelane.analysis.blocking.BlockedByAnalysis;
import dev.corelane.analysis.incident.Incident;
import dev.corelane.analysis.inversion.InversionAnalysis;
import dev.corelane.analysis.latency.DelayGroup;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.load.LoadAnalysis;
import dev.corelane.analysis.locks.HolderPreemption;
import dev.corelane.analysis.locks.HolderPreemptionAnalysis;
import dev.corelane.analysis.locks.HolderPreemptions;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.analysis.postgres.CliffAnalysis;
import dev.corelane.analysis.postgres.IncidentPatternsAnalysis;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.analysis.preemption.Preemption;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All analyses at once tell of the real recordings what each tells alone.
class AllAnalysesOfSamplesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"spinlock-7.2-lazy-full", "spinlock-6.12-none-full", "multixact-7.2-lazy-wait"})
  void eachTellsWhatItTellsAlone(String id) throws IOException {
    SampleTrace sample = SampleTraces.of(id).orElseThrow();
    try (Timeline timeline =
        Importers.open(List.of(sample.copyTo(folder)), ImportOptions.ALL, NONE)) {
      AllResults all = new AllAnalyses().run(timeline, NONE);
      Incident incident = all.incident();
      assertThat(incident.summary()).isEqualTo(new TraceSummaryAnalysis().run(timeline, NONE));
      assertThat(incident.locks()).isEqualTo(new LocksAnalysis().run(timeline, NONE));
      assertThat(incident.inversions()).isEqualTo(new InversionAnalysis().run(timeline, NONE));
      assertThat(incident.observer()).isEqualTo(new ObserverAnalysis().run(timeline, NONE));
      assertThat(all.threadTimes()).isEqualTo(new ThreadTimesAnalysis().run(timeline, NONE));
      assertThat(all.load()).isEqualTo(new LoadAnalysis().run(timeline, NONE));
      assertThat(all.waitProfile()).isEqualTo(new WaitProfileAnalysis().run(timeline, NONE));
      assertThat(all.patterns()).isEqualTo(new IncidentPatternsAnalysis().run(timeline, NONE));
      assertThat(all.cliffs()).isEqualTo(new CliffAnalysis().run(timeline, NONE));
      assertThat(told(all.preemptions()))
          .isNotEmpty()
          .isEqualTo(told(new PreemptionAnalysis().run(timeline, NONE)));
      assertThat(told(incident.holders()))
          .isNotEmpty()
          .isEqualTo(told(new HolderPreemptionAnalysis().run(timeline, NONE)));
      assertThat(told(incident.blocking()))
          .isEqualTo(told(new BlockedByAnalysis().run(timeline, NONE)));
      assertThat(told(incident.delays()))
          .isEqualTo(told(new RunDelayAnalysis().run(timeline, NONE)));
    }
  }

  private static List<Preemption> told(Preemptions found) {
    return IntStream.range(0, found.size()).mapToObj(found::get).toList();
  }

  private static List<HolderPreemption> told(HolderPreemptions found) {
    return IntStream.range(0, found.size()).mapToObj(found::get).toList();
  }

  private static List<?> told(BlockedBy found) {
    return List.of(found.convoys(), found.deadlocks(), found.over(40, NONE));
  }

  private static List<?> told(RunDelays found) {
    return List.of(
        found.wakePathNs(),
        found.queueNs(),
        found.worst(),
        told(found.byThread()),
        told(found.byClass()),
        told(found.byCpu()),
        told(found.byWaker()));
  }

  private static List<?> told(List<DelayGroup> groups) {
    return groups.stream()
        .map(
            group ->
                List.of(
                    group.key(),
                    group.name(),
                    group.delays().count(),
                    group.delays().totalNs(),
                    group.delays().longestNs(),
                    group.delays().percentileNs(100)))
        .toList();
  }
}
