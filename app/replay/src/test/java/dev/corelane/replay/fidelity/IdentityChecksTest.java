package dev.corelane.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.extract.Extraction;
import dev.corelane.replay.extract.ProgramExtractor;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.record.LockRounds;
import dev.corelane.replay.record.RecordedRun;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.recorded.RecordedWork;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The self-checks of a replay that need a recording; here one of which everything is known.
class IdentityChecksTest {
  private static final long LENGTH_NS = 2_000_000_000L;
  private static final int THREADS = 10;
  private static final KernelShare USER_ONLY = new KernelShare(0, 20_000, "No work in the kernel");

  private static final Machine MACHINE =
      Machine.of(
              Topology.oneCache(3),
              KernelVersion.parse("6.12"),
              Architecture.X86,
              PreemptionModel.NONE)
          .with(Costs.NONE);

  private static final Consumer<Simulation.Builder> LOAD =
      LockRounds.of(
          THREADS,
          5,
          LockRounds.user(6_000_000),
          LockRounds.acquire(),
          LockRounds.user(600_000),
          LockRounds.release(),
          LockRounds.sleep(5_000_000));

  @Test
  void k3_everyThreadHasTheCpuTimeOfItsRecordedOne() {
    try (RecordedRun recorded = RecordedRun.of(MACHINE, 3, LENGTH_NS, LOAD)) {
      Timeline recording = recorded.timeline();
      RunResult truth = recorded.result();
      Extraction extraction =
          ProgramExtractor.extract(recording, Arrivals.CLOSED, ProgressMonitor.NONE);
      RecordedWork work = new RecordedWork(recording, extraction, USER_ONLY, 3, 9);
      Simulation.Builder again = Simulation.on(MACHINE).seed(9);
      work.locks().forEach(again::lock);
      work.threads().forEach(again::thread);
      Simulation replay = again.build();
      // Threads end at other times than they were recorded to: each gets to its end.
      replay.run(2 * LENGTH_NS);
      RunResult result = replay.finish();

      assertThat(work.finished()).isEqualTo(THREADS);
      for (int i = 0; i < THREADS; i++) {
        assertThat(result.threads().get(i).workNs())
            .as("thread %d", i)
            .isEqualTo(truth.threads().get(i).workNs())
            .isEqualTo(extraction.programs().get(i).cpuNs());
      }
    }
  }

  @Test
  void k7_errorsAreShownForWhateverBothTell() {
    try (RecordedRun recorded = RecordedRun.of(MACHINE, 3, LENGTH_NS, LOAD)) {
      var options =
          new ReplayOptions(MACHINE, List.of(MACHINE), Arrivals.CLOSED, USER_ONLY, 1, 0.7);
      List<ReplayOutcome> told = new ArrayList<>();
      new RecordingReplay(recorded.timeline())
          .run(options, Runnable::run, ProgressMonitor.NONE, told::add);

      for (ReplayOutcome outcome : told) {
        for (Measure measure : outcome.recorded().values().keySet()) {
          double replayed = outcome.identity().band(measure).orElseThrow().median();
          double value = outcome.recorded().value(measure).orElseThrow();
          assertThat(outcome.identityError(measure))
              .as(measure.text())
              .hasValue(replayed / value - 1);
        }
      }
      assertThat(told.getFirst().others()).as("before any other machine").isEmpty();
      assertThat(told.getLast().recorded().values()).containsKeys(Measure.LOCK_WAIT);
    }
  }
}
