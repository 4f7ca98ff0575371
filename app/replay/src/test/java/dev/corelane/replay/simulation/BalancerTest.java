package dev.corelane.replay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancerTest {
  private static final long MS = 1_000_000;

  /// Looking takes 3 ms at worst, so the mean counts up to 6 ms.
  @Test
  void aCpuThatIdlesForShorterThanLookingTakesDoesNotLook() {
    ThreadSpec hog = ThreadSpec.of("hog", Program.forever(List.of(Step.user(MS))));
    Machine machine =
        Machine.of(
                Topology.oneCache(2),
                KernelVersion.parse("6.12"),
                Architecture.X86,
                PreemptionModel.NONE)
            .with(Costs.NONE.withBalanceNs(3 * MS));
    var kernel =
        new Kernel(
            new Setup(machine, 1, Collections.nCopies(3, hog), List.of()), new Observer() {});
    Cpu idle = kernel.cpus[0];
    Cpu busy = kernel.cpus[1];
    for (SimThread thread : kernel.threads) {
      thread.state = SimThread.State.RUNNABLE;
      thread.cpu = busy;
      busy.queue.create(thread);
    }

    idled(kernel, idle, 20, MS);
    assertThat(kernel.balancer.newIdle(idle)).isFalse();
    assertThat(busy.queue.runnable()).isEqualTo(3);

    idled(kernel, idle, 20, 100 * MS);
    assertThat(idle.meanIdleNs).isEqualTo(6 * MS);
    assertThat(kernel.balancer.newIdle(idle)).isTrue();
    assertThat(busy.queue.runnable()).isEqualTo(2);
    assertThat(idle.queue.runnable()).isEqualTo(1);
  }

  private static void idled(Kernel kernel, Cpu cpu, int times, long ns) {
    for (int i = 0; i < times; i++) {
      kernel.balancer.idled(cpu, ns);
    }
  }
}
