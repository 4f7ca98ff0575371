package dev.corelane.replay.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that are groups (`CONFIG_SCHED_AUTOGROUP`), one thread each.
class AutogroupTest {
  private static final long LENGTH_NS = 20 * Trial.SECOND;

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12", "7.2"})
  void sessionsShareACpuWhateverTheNiceValuesInThem(String kernel) {
    Machine machine = Trial.machine(kernel, 2, PreemptionModel.NONE);
    Machine without = machine.with(machine.features().withAutogroup(false));
    assertThat(share(machine)).isCloseTo(1, within(0.02));
    assertThat(share(without)).isCloseTo(1024.0 / 110, within(0.5));
  }

  private static double share(Machine machine) {
    Trial trial = Trial.on(machine);
    for (int nice : new int[] {0, 10}) {
      trial.thread(
          ThreadSpec.of("hog", Trial.hog()).with(SchedParams.nice(nice).inOwnSession()).on(1));
    }
    RunResult result = trial.run(LENGTH_NS);
    return (double) result.threads().get(0).onCpuNs() / result.threads().get(1).onCpuNs();
  }

  /// Twelve threads in sessions on four CPUs, sleeping and running at random and moved about: every
  /// queue keeps its invariants, which the trial checks, and all get what they ask for.
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12", "7.2"})
  void threadsThatMoveKeepTheirWorkAndQueuesTheirInvariants(String kernel) {
    Trial trial = Trial.on(Trial.machine(kernel, 4, PreemptionModel.NONE));
    for (int i = 1; i <= 12; i++) {
      Program program =
          Program.forever(
              List.of(
                  Step.user(i * 300 * Trial.US),
                  new Step.Sleep((13 - i) * 400 * Trial.US),
                  Step.user(50 * Trial.US),
                  new Step.Sleep(i * Trial.MS)));
      trial.thread(ThreadSpec.of("t", program).with(SchedParams.nice(i).inOwnSession()));
    }
    RunResult result = trial.run(5 * Trial.SECOND);
    assertThat(result.threads()).allMatch(thread -> thread.onCpuNs() > Trial.SECOND / 10);
    assertThat(result.threads()).anyMatch(thread -> thread.migrations() > 10);
  }
}
