package dev.corelane.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.record.LockRounds;
import dev.corelane.replay.record.RecordedRun;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Recordings of which everything is known: runs of the engine itself. What a recording does not
/// tell of them (where the kernel was entered) the programs do not do.
class RecordingReplayTest {
  private static final long LENGTH_NS = 6_000_000_000L;
  private static final int THREADS = 10;
  private static final KernelShare USER_ONLY = new KernelShare(0, 20_000, "No work in the kernel");

  private static final Machine LINUX_6_12 =
      Machine.of(
          Topology.oneCache(3),
          KernelVersion.parse("6.12"),
          Architecture.X86,
          PreemptionModel.NONE);

  /// A transaction: works, takes a lock, works, gives it back, waits for its client.
  private static final Consumer<Simulation.Builder> TRANSACTIONS =
      LockRounds.of(
          THREADS,
          5,
          (random, lock) -> new Step.SpanBegin("transaction"),
          LockRounds.user(6_000_000),
          LockRounds.acquire(),
          LockRounds.user(600_000),
          LockRounds.release(),
          (random, lock) -> new Step.SpanEnd("commit"),
          LockRounds.sleep(5_000_000));

  @Test
  void theIdentityReplayResemblesTheRun() {
    try (Timeline recording = record(LINUX_6_12)) {
      ReplayOutcome outcome = replay(recording, LINUX_6_12, List.of());

      assertThat(outcome.identity().band(Measure.LOCK_WAIT)).isPresent();
      for (Measure measure : Measure.values()) {
        assertThat(Math.abs(outcome.identityError(measure).orElseThrow()))
            .as(measure.text())
            .isLessThan(measure.tolerance());
      }
    }
  }

  @Test
  void theIdentityReplayIsToldFirst() {
    try (Timeline recording = record(LINUX_6_12)) {
      var options =
          new ReplayOptions(
              LINUX_6_12,
              List.of(LINUX_6_12.with(PreemptionModel.FULL)),
              Arrivals.CLOSED,
              USER_ONLY,
              1,
              0.1);
      List<ReplayOutcome> told = new ArrayList<>();
      ReplayOutcome last =
          new RecordingReplay(recording)
              .run(options, Runnable::run, ProgressMonitor.NONE, told::add);

      assertThat(told).hasSize(2).last().isEqualTo(last);
      assertThat(told.getFirst().others()).isEmpty();
      assertThat(told.getFirst().identityError(Measure.UTILISATION)).isPresent();
      assertThat(told.getFirst().identity()).isEqualTo(last.identity());
    }
  }

  /// Another model costs its own runs only. What was run is told even when the recording cannot be
  /// read any more.
  @Test
  void whatWasReplayedOnceIsKept() {
    Machine full = LINUX_6_12.with(PreemptionModel.FULL);
    List<String> steps = new ArrayList<>();
    ProgressMonitor monitor = (done, total, step) -> steps.add(step);
    RecordingReplay replay;
    ReplayOutcome both;
    try (Timeline recording = record(LINUX_6_12)) {
      replay = new RecordingReplay(recording);
      replay.run(options(LINUX_6_12, List.of(), 1), Runnable::run, monitor);
      assertThat(steps).contains("Reading what threads did");
      steps.clear();
      both = replay.run(options(LINUX_6_12, List.of(full), 1), Runnable::run, monitor);
      assertThat(steps).doesNotContain("Reading what threads did");
    }

    ReplayOutcome again = replay.run(options(LINUX_6_12, List.of(full), 1), Runnable::run, monitor);
    assertThat(again).isEqualTo(both);
    assertThatThrownBy(
            () -> replay.run(options(full, List.of(), 2), Runnable::run, ProgressMonitor.NONE))
        .isInstanceOf(IllegalStateException.class);
  }

  /// The other machine ends slices by a timer of its own, so threads switch more often: what is
  /// predicted from the recording is what a run on that machine does.
  @Test
  void anotherMachineIsPredicted() {
    Machine other = LINUX_6_12.with(LINUX_6_12.features().withHrtick(true));
    try (Timeline recording = record(LINUX_6_12);
        Timeline truth = record(other)) {
      ReplayOutcome outcome = replay(recording, LINUX_6_12, List.of(other));
      ReplayOutcome itself = replay(truth, other, List.of());
      ModelReplay predicted = outcome.others().getFirst();

      double told =
          itself.recorded().value(Measure.INVOLUNTARY).orElseThrow()
              / outcome.recorded().value(Measure.INVOLUNTARY).orElseThrow();
      assertThat(told).as("the machines differ").isGreaterThan(1.3);
      assertThat(outcome.differs(predicted, Measure.INVOLUNTARY)).isTrue();
      assertThat(outcome.change(predicted, Measure.INVOLUNTARY).orElseThrow() / told)
          .isBetween(0.85, 1.15);
    }
  }

  /// Programs without work in the kernel are preempted at the same moments under all models.
  @Test
  void modelsThatDoNotMatterAreNotSaidToDiffer() {
    try (Timeline recording = record(LINUX_6_12)) {
      ReplayOutcome outcome =
          replay(
              recording,
              LINUX_6_12,
              List.of(
                  LINUX_6_12.with(PreemptionModel.VOLUNTARY),
                  LINUX_6_12.with(PreemptionModel.FULL)));

      for (ModelReplay other : outcome.others()) {
        for (Measure measure : Measure.values()) {
          assertThat(outcome.differs(other, measure)).as(measure.text()).isFalse();
        }
      }
    }
  }

  private static ReplayOutcome replay(Timeline recording, Machine machine, List<Machine> others) {
    return new RecordingReplay(recording)
        .run(options(machine, others, 4), Runnable::run, ProgressMonitor.NONE);
  }

  private static ReplayOptions options(Machine machine, List<Machine> others, int seeds) {
    return new ReplayOptions(
        machine, others, Arrivals.CLOSED, USER_ONLY, seeds, ReplayOptions.DEFAULT_SHARE);
  }

  private static Timeline record(Machine machine) {
    return RecordedRun.of(machine, 11, LENGTH_NS, TRANSACTIONS).timeline();
  }
}
