package dev.corelane.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.record.RecordedRun;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A shell that starts one process after the other and waits for each.
class ShellReplayTest {
  private static final int PROCESSES = 40;
  private static final long EACH_NS = 50_000_000;

  @Test
  void noProcessIsStartedBeforeTheLastOneEnded() {
    Machine machine =
        Machine.of(
                Topology.oneCache(2),
                KernelVersion.parse("6.12"),
                Architecture.X86,
                PreemptionModel.NONE)
            .with(Costs.NONE);
    try (RecordedRun run = RecordedRun.of(machine, 1, PROCESSES * EACH_NS, ShellReplayTest::load)) {
      ReplayOutcome outcome =
          new RecordingReplay(run.timeline())
              .run(
                  new ReplayOptions(
                      machine,
                      List.of(),
                      Arrivals.CLOSED,
                      new KernelShare(0, 20_000, "No work in the kernel"),
                      1,
                      0.7),
                  Runnable::run,
                  ProgressMonitor.NONE);

      assertThat(Math.abs(outcome.identityError(Measure.THROUGHPUT).orElseThrow()))
          .isLessThan(0.05);
    }
  }

  private static void load(Simulation.Builder builder) {
    builder.thread(ThreadSpec.of("shell", new Shell()));
    for (int i = 1; i <= PROCESSES; i++) {
      builder.thread(
          ThreadSpec.of(
              "sleep",
              Program.once(
                  List.of(
                      new Step.Block(),
                      new Step.SpanBegin("sleep"),
                      Step.user(1_000_000),
                      new Step.Sleep(EACH_NS - 3_000_000),
                      Step.user(1_000_000),
                      new Step.SpanEnd(""),
                      new Step.Wake(0),
                      new Step.Exit()))));
    }
  }

  /// Thread 0.
  private static final class Shell implements Program {
    private int at;

    @Override
    public Step next(long nowNs) {
      int process = 1 + at / 3;
      if (process > PROCESSES) {
        return new Step.Exit();
      }
      return switch (at++ % 3) {
        case 0 -> Step.user(200_000);
        case 1 -> new Step.Wake(process);
        default -> new Step.Block();
      };
    }
  }
}
