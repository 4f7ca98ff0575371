package dev.corelane.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.machine.Architecture;
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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A client with many connections, such as pgbench: one thread that sends each server the next
/// query when its answer has come, and sleeps when none has.
class LoopReplayTest {
  private static final long LENGTH_NS = 4_000_000_000L;
  private static final int SERVERS = 12;
  private static final KernelShare USER_ONLY = new KernelShare(0, 20_000, "No work in the kernel");

  /// What hangs on who is served when.
  private static final List<Measure> SERVED =
      List.of(
          Measure.UTILISATION,
          Measure.VOLUNTARY,
          Measure.WAKEUP_LATENCY,
          Measure.WAKEUP_LATENCY_P99,
          Measure.PREEMPTED,
          Measure.PREEMPTED_P99,
          Measure.THROUGHPUT);

  /// The replay has other run delays than the run had, so that answers come in another order.
  @Test
  void theLoopServesWhoHasAnsweredAndTheReplayResemblesTheRun() {
    Machine machine =
        Machine.of(
            Topology.oneCache(3),
            KernelVersion.parse("6.12"),
            Architecture.X86,
            PreemptionModel.NONE);
    try (RecordedRun run = RecordedRun.of(machine, 7, LENGTH_NS, LoopReplayTest::load)) {
      ReplayOutcome outcome =
          new RecordingReplay(run.timeline())
              .run(
                  new ReplayOptions(machine, List.of(), Arrivals.CLOSED, USER_ONLY, 3, 0.7),
                  Runnable::run,
                  ProgressMonitor.NONE);

      for (Measure measure : SERVED) {
        assertThat(Math.abs(outcome.identityError(measure).orElseThrow()))
            .as(measure.text())
            .isLessThan(measure.tolerance());
      }
    }
  }

  private static void load(Simulation.Builder builder) {
    var client = new Client();
    builder.thread(ThreadSpec.of("client", client));
    for (int i = 1; i <= SERVERS; i++) {
      builder.thread(ThreadSpec.of("server", new Server(client, i)));
    }
  }

  /// Thread 0.
  private static final class Client implements Program {
    private final SplittableRandom random = new SplittableRandom(1);
    private final Queue<Integer> answers = new ArrayDeque<>();
    private boolean sleeps;
    private int next;

    @Override
    public Step next(long nowNs) {
      if (next > 0) {
        var wake = new Step.Wake(next);
        next = 0;
        return wake;
      }
      sleeps = answers.isEmpty();
      if (sleeps) {
        return new Step.Block();
      }
      next = answers.remove();
      return Step.user(20_000 + random.nextInt(40_000));
    }
  }

  private static final class Server implements Program {
    private final SplittableRandom random;
    private final Client client;
    private final int number;
    private int at;

    Server(Client client, int number) {
      this.client = client;
      this.number = number;
      this.random = new SplittableRandom(number);
    }

    @Override
    public Step next(long nowNs) {
      return switch (at++ % 5) {
        case 0 -> new Step.SpanBegin("query");
        case 1 -> Step.user(200_000 + random.nextInt(3_000_000));
        case 2 -> new Step.SpanEnd("");
        case 3 -> answer();
        default -> new Step.Block();
      };
    }

    /// Wakes the client if it sleeps.
    private Step answer() {
      client.answers.add(number);
      boolean wake = client.sleeps;
      client.sleeps = false;
      return wake ? new Step.Wake(0) : Step.user(0);
    }
  }
}
