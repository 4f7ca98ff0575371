package dev.corelane.replay.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Sleeps that end by an interrupt on another CPU.
class WokenFromTest {
  @Test
  void theInterruptComesToTheNextCpuThatHasSomethingToDo() {
    assertThat(wakingCpus(1, 1)).containsExactly(1);
    assertThat(wakingCpus(3, 1)).containsExactly(3);
    assertThat(wakingCpus(2, -1)).containsExactly(0);
    assertThat(wakingCpus(-1, 1)).containsExactly(0);
  }

  /// @param busy the CPU on which something runs, -1 for none
  /// @param from the CPU from which the sleeper is to be woken
  private static Set<Integer> wakingCpus(int busy, int from) {
    Trial trial = Trial.on(Trial.machine("6.12", 4, PreemptionModel.NONE));
    var cpus = new TreeSet<Integer>();
    int sleeper =
        trial.thread(
            Program.forever(List.of(Step.user(Trial.US), new Step.Sleep(Trial.MS, from))), 0);
    if (busy >= 0) {
      trial.hogs(1, busy);
    }
    trial.observe(
        new Observer() {
          @Override
          public void waking(
              long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean interrupt) {
            if (thread == sleeper && nowNs > Trial.MS / 2) {
              cpus.add(wakerCpu);
            }
          }
        });
    trial.run(20 * Trial.MS);
    return cpus;
  }
}
