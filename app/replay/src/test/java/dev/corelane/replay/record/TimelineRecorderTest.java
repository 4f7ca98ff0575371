package dev.corelane.replay.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The timeline of a run tells what the run itself counted.
class TimelineRecorderTest {
  private static final long END_NS = 400_000_000;
  private static final int THREADS = 9;

  /// Works, takes the lock, sleeps now and then.
  private static final Consumer<Simulation.Builder> LOAD =
      LockRounds.of(
          THREADS,
          3,
          LockRounds.user(900_000),
          LockRounds.acquire(),
          LockRounds.user(300_000),
          LockRounds.release(),
          (random, lock) -> Step.kernel(1 + random.nextInt(300_000)),
          (random, lock) ->
              random.nextInt(3) == 0 ? new Step.Sleep(random.nextInt(2_000_000)) : Step.user(100));

  @ParameterizedTest
  @EnumSource(PreemptionModel.class)
  void theTimelineTellsWhatTheRunCounted(PreemptionModel model) {
    var machine =
        Machine.of(Topology.oneCache(3), KernelVersion.parse("7.2"), Architecture.X86, model);
    try (RecordedRun run = RecordedRun.of(machine, 3, END_NS, LOAD)) {
      assertThat(run.timeline().range().endNs()).isEqualTo(END_NS);
      compareThreads(run.timeline(), run.result());
      compareLock(run.timeline(), run.result());
    }
  }

  private static void compareThreads(Timeline timeline, RunResult result) {
    var times = new ThreadTimesAnalysis().run(timeline, ProgressMonitor.NONE);
    assertThat(times.threads()).hasSize(THREADS);
    for (int i = 0; i < THREADS; i++) {
      ThreadTime told = times.threads().get(i);
      var counted = result.threads().get(i);
      long running = 0;
      long runnable = 0;
      var states = timeline.states(told.task());
      for (long s = 0; s < states.count(); s++) {
        long ns = states.endNs(s) - states.startNs(s);
        running += states.kind(s) == StateKind.RUNNING ? ns : 0;
        runnable += states.kind(s).runnable() ? ns : 0;
        assertThat(states.get(s).provenance()).isIn(Provenance.SYNTHETIC, Provenance.RECORDED);
      }
      assertThat(running).as("on a CPU").isEqualTo(counted.onCpuNs());
      assertThat(runnable)
          .as("waiting for one")
          .isEqualTo(counted.wakeDelayNs() + counted.preemptedDelayNs());
      assertThat(told.involuntarySwitches()).isEqualTo(counted.involuntary());
      assertThat(told.switches() - told.involuntarySwitches()).isEqualTo(counted.voluntary());
    }
  }

  private static void compareLock(Timeline timeline, RunResult result) {
    long held = 0;
    long releases = 0;
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (hold.endSeen()) {
        held += hold.endNs() - hold.startNs();
        releases++;
      }
    }
    long waited = 0;
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (wait.acquired()) {
        waited += wait.endNs() - wait.startNs();
      } else {
        assertThat(wait.endNs()).as("it still waits when the run ends").isEqualTo(END_NS);
      }
    }
    var lock = result.locks().getFirst();
    assertThat(timeline.holds().size()).isEqualTo(lock.acquisitions());
    assertThat(releases).isEqualTo(lock.holds());
    assertThat(held).isEqualTo(lock.holdNs());
    assertThat(waited).isEqualTo(lock.waitNs()).isPositive();
  }
}
