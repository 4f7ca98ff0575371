package dev.corelane.replay.validation;

import static dev.corelane.replay.validation.Trial.MS;
import static dev.corelane.replay.validation.Trial.SECOND;
import static dev.corelane.replay.validation.Trial.US;
import static dev.corelane.replay.validation.Trial.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.ThreadTotals;
import dev.corelane.replay.work.ExecutionMode;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /// From Linux 7.1 on x86 a slice ends by its own timer, which marks fully: under lazy and in
  /// kernel mode too.
  @ParameterizedTest
  @CsvSource({"NONE, USER", "LAZY, USER", "FULL, KERNEL", "LAZY, KERNEL"})
  void a6_hrtickEndsASliceExactly(PreemptionModel model, ExecutionMode mode) {
    Machine machine = machine("7.2", 8, model);
    Trial trial = Trial.on(machine.with(machine.features().withHrtick(true)));
    Program program = Program.forever(List.of(new Step.Run(SECOND, mode)));
    trial.thread(program, 0);
    trial.thread(program, 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(2.8, within(0.028));
    assertThat(trial.log().runs(0).ms(0.95)).isCloseTo(2.8, within(0.028));
  }

  /// On a virtual CPU the timer's interrupt waits for the CPU's turn.
  @Test
  void a6_anInterruptThatComesLateEndsTheSliceLate() {
    Machine machine = machine("7.2", 8, PreemptionModel.LAZY);
    Trial trial =
        Trial.on(machine.with(machine.features().withHrtick(true)).withSliceEndNs(300_000));
    trial.hogs(2, 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(3.1, within(0.03));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void a7_equalHogsGetEqualShares(int hogs) {
    Trial trial = Trial.on(machine("6.18", 8, PreemptionModel.NONE)).hogs(hogs, 0);

    RunResult result = trial.run(4 * SECOND);

    for (ThreadTotals thread : result.threads()) {
      assertThat((double) thread.onCpuNs()).isCloseTo(4e9 / hogs, within(1.5 * 4 * MS));
    }
  }

  /// Measured: 3.053 and 65.6.
  @ParameterizedTest
  @CsvSource({"5, 3.057, 0.02", "19, 68.27, 0.05"})
  void a7_niceSharesAreTheWeights(int nice, double ratio, double tolerance) {
    Trial trial = Trial.on(machine("6.18", 8, PreemptionModel.NONE));
    trial.thread(Trial.hog(), 0);
    trial.thread(Trial.hog(), SchedParams.nice(nice), 0);

    RunResult result = trial.run(60 * SECOND);

    double got = (double) result.threads().get(0).onCpuNs() / result.threads().get(1).onCpuNs();
    assertThat(got).isCloseTo(ratio, within(ratio * tolerance));
  }

  /// Measured on Linux 6.18, 2 CPUs: 17.1 and 23.7 µs, 3.57 ms.
  @Test
  void a8_aLightSleeperRunsAlmostAtOnce() {
    Durations latency = sleeperBesideHog("6.18", 50 * US, SchedParams.NORMAL);

    assertThat(latency.us(0.5)).isLessThan(30);
    assertThat(latency.us(0.9)).isLessThan(60);
    assertThat(latency.ms(0.99)).isBetween(1.0, 4.0);
  }

  /// Measured: p50 16 µs, p90 3.56, p99 3.95, at most 3.98 ms.
  @Test
  void a9_aHeavySleeperWaitsForTheSlice() {
    Durations latency = sleeperBesideHog("6.18", 2 * MS, SchedParams.NORMAL);

    assertThat(latency.ms(0.9)).isGreaterThanOrEqualTo(2);
    assertThat(latency.ms(0.99)).isLessThanOrEqualTo(4.4);
  }

  /// Measured: p99 35 µs, at most 45 µs.
  @ParameterizedTest
  @ValueSource(strings = {"6.12", "6.18", "7.2"})
  void a10_aShorterSliceEndsTheProtection(String kernel) {
    Durations latency = sleeperBesideHog(kernel, 2 * MS, SchedParams.NORMAL.withSliceNs(100 * US));

    assertThat(latency.us(0.99)).isLessThan(100);
  }

  @Test
  void a11_before612AShorterSliceDoesNot() {
    Durations equal = sleeperBesideHog("6.6", 2 * MS, SchedParams.NORMAL);
    Durations shorter = sleeperBesideHog("6.6", 2 * MS, SchedParams.NORMAL.withSliceNs(100 * US));

    assertThat(shorter.ms(0.99)).isGreaterThanOrEqualTo(equal.ms(0.99) * 0.9);
  }

  private static Durations sleeperBesideHog(String kernel, long busyNs, SchedParams params) {
    Machine machine = machine(kernel, 2, PreemptionModel.NONE).with(Costs.DEFAULT);
    Trial trial = Trial.on(machine).hogs(1, 0);
    trial.thread(Programs.periodic(7_300 * US, busyNs), params, 0);
    trial.run(20 * SECOND);
    return trial.log().wakeLatencies(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 12", "16, 4"})
  void a12_cfsSharesAPeriod(int hogs, double runMs) {
    Trial trial = Trial.on(machine("6.1", 8, PreemptionModel.NONE)).hogs(hogs, 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(runMs, within(4.0));
    assertThat(trial.log().runs(0).ms(0.5)).isGreaterThanOrEqualTo(runMs - 0.01);
  }

  @Test
  void a13_cfsLetsALongSleeperPreemptAtOnce() {
    Trial trial = Trial.on(machine("6.1", 8, PreemptionModel.NONE)).hogs(1, 0);
    trial.thread(Programs.periodic(50 * MS, MS), 0);

    trial.run(5 * SECOND);

    assertThat(trial.log().wakeLatencies(1).maxMs()).isZero();
  }

  /// Every run checks on the way that the lags of each queue add up to nothing; the choice itself
  /// is compared with a slow one in the tests of the queue.
  @Test
  void a14_lagsAddUpToNothing() {
    Trial trial = Trial.on(machine("7.2", 2, PreemptionModel.LAZY));
    for (int nice : new int[] {-20, -5, 0, 0, 5, 19}) {
      trial.thread(Programs.periodic(3 * MS, 700 * US), SchedParams.nice(nice), 0);
    }

    RunResult result = trial.run(5 * SECOND);

    assertThat(result.involuntary()).isPositive();
  }

  private static Machine earlyTicks(long baseSliceNs) {
    Machine machine = machine("6.18", 8, PreemptionModel.NONE).withHz(1000);
    return machine
        .with(machine.features().withBaseSliceNs(baseSliceNs))
        .with(Costs.NONE.withTickNs(10 * US));
  }
}
