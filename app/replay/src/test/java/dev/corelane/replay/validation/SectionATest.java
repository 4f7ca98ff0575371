package dev.corelane.replay.validation;

import static dev.corelane.replay.validation.Trial.SECOND;
import static dev.corelane.replay.validation.Trial.US;
import static dev.corelane.replay.validation.Trial.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scheduling classes, alike under all preemption models.
class SectionATest {
  /// Measured on Linux 6.18, 2 CPUs, none: 3.98 and 4.02 ms.
  @Test
  void a1_twoHogsOnOneCpuRunATickEach() {
    Trial trial = Trial.on(machine("6.18", 2, PreemptionModel.NONE)).hogs(2, 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(4.0, within(0.1));
    assertThat(trial.log().gaps(0).ms(0.5)).isCloseTo(4.0, within(0.1));
  }

  /// Measured there: gaps of 8.03 and 12.02 ms, runs of 3.97 ms.
  @ParameterizedTest
  @CsvSource({"3, 8.0", "4, 12.0"})
  void a2_moreHogsWaitForAllOthers(int hogs, double gap) {
    Trial trial = Trial.on(machine("6.18", 2, PreemptionModel.NONE)).hogs(hogs, 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().gaps(0).ms(0.5)).isCloseTo(gap, within(gap * 0.03));
    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(4.0, within(0.1));
  }

  /// Seen on Linux 7.0 with 1000 ticks per second and 8 CPUs: 3.17 ms.
  @ParameterizedTest
  @CsvSource({
    "1000, 1, 1",
    "1000, 2, 2",
    "1000, 4, 3",
    "1000, 8, 3",
    "1000, 96, 3",
    "250, 1, 4",
    "250, 8, 4",
    "100, 1, 10",
    "100, 8, 10"
  })
  void a3_aSliceEndsAtTheNextTick(int hz, int cpus, int runMs) {
    Trial trial = Trial.on(machine("6.18", cpus, PreemptionModel.NONE).withHz(hz)).hogs(2, 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(runMs, within(0.01));
  }

  /// Ticks whose handlers take 10 µs leave a thread less than a tick of time of its own: slices of
  /// exactly three ticks take four (kernel commit 2ae891b82695).
  @Test
  void a4_aSliceOfWholeTicksTakesOneTickMore() {
    Trial trial = Trial.on(earlyTicks(750_000)).hogs(2, 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(4.0, within(0.01));
  }

  @Test
  void a5_aSliceALittleShorterDoesNot() {
    Trial longer = Trial.on(earlyTicks(750_000)).hogs(2, 0);
    Trial shorter = Trial.on(earlyTicks(700_000)).hogs(2, 0);

    longer.run(3 * SECOND);
    shorter.run(3 * SECOND);

    assertThat(shorter.log().runs(0).ms(0.5)).isCloseTo(3.0, within(0.01));
    assertThat((double) shorter.log().runs(0).count() / longer.log().runs(0).count())
        .isCloseTo(1.33, within(0.02));
  }

  private static Machine earlyTicks(long baseSliceNs) {
    Machine machine = machine("6.18", 8, PreemptionModel.NONE).withHz(1000);
    return machine
        .with(machine.features().withBaseSliceNs(baseSliceNs))
        .with(Costs.NONE.withTickNs(10 * US));
  }
}
