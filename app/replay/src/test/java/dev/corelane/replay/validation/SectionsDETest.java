package dev.corelane.replay.validation;

import static dev.corelane.replay.validation.Trial.MS;
import static dev.corelane.replay.validation.Trial.SECOND;
import static dev.corelane.replay.validation.Trial.US;
import static dev.corelane.replay.validation.Trial.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Availability;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.scheduler.Policy;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.SliceEnd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// `preempt=full` and `preempt=lazy`.
class SectionsDETest {
  private static final PreemptionModel NONE = PreemptionModel.NONE;
  private static final PreemptionModel FULL = PreemptionModel.FULL;
  private static final PreemptionModel LAZY = PreemptionModel.LAZY;
  private static final SchedParams SHORT = SchedParams.NORMAL.withSliceNs(100 * US);

  @Test
  void d1_latencyIsAtMostThePreemptOffRegion() {
    Trial trial = Trial.on(machine("6.18", 8, FULL));
    trial.thread(Program.forever(List.of(Step.preemptOff(20 * US), Step.kernel(30 * US))), 0);
    int realTime =
        trial.thread(Programs.periodic(3 * MS + 7 * US, 50 * US), SchedParams.fifo(10), 0);

    trial.run(5 * SECOND);

    assertThat(trial.log().wakeLatencies(realTime).us(1)).isBetween(1.0, 20.0);
  }

  @Test
  void d2_noSwitchWithPreemptionOff() {
    Trial trial = Trial.on(machine("6.18", 8, FULL));
    int loop = trial.thread(Program.forever(List.of(Step.preemptOff(100 * US))), 0);
    trial.thread(Programs.periodic(3 * MS + 7 * US, 50 * US), SchedParams.fifo(10), 0);

    trial.run(2 * SECOND);

    for (double share = 0.01; share < 1; share += 0.01) {
      long runUs = Math.round(trial.log().runs(loop).us(share));
      assertThat(runUs % 100).as("a run of %d µs", runUs).isZero();
    }
  }

  @Test
  void d3_condReschedDoesNothing() {
    assertThat(SectionsBCTest.mixedLoad(FULL, new Step.CondResched()).fingerprint())
        .isEqualTo(SectionsBCTest.mixedLoad(FULL, new Step.MightSleep()).fingerprint());
    EventLog none = SectionsBCTest.mixedLoad(NONE, new Step.CondResched());
    assertThat(none.fingerprint())
        .as("under none it does something in the same load")
        .isNotEqualTo(SectionsBCTest.mixedLoad(NONE, new Step.MightSleep()).fingerprint());
  }

  @Test
  void d4_fullSwitchesMoreThanLazy() {
    assertThat(talk(FULL).involuntary()).isGreaterThanOrEqualTo(talk(LAZY).involuntary());
  }

  /// Pairs of threads that wake each other from within the kernel, on 2 CPUs, beside two hogs.
  private static RunResult talk(PreemptionModel model) {
    Trial trial = Trial.on(machine("6.18", 2, model));
    for (int pair = 0; pair < 4; pair++) {
      trial.thread(
          ThreadSpec.of("one", Programs.talker(2 * pair + 1, 100 * US, 30 * US)).with(SHORT));
      trial.thread(
          ThreadSpec.of("other", Programs.talker(2 * pair, 150 * US, 20 * US)).with(SHORT));
    }
    trial.thread(Program.forever(List.of(Step.kernel(MS), Step.user(MS))));
    trial.thread(Program.forever(List.of(Step.kernel(MS), Step.user(MS))));
    for (int pair = 0; pair < 4; pair++) {
      trial.thread(Program.once(List.of(new Step.Wake(2 * pair), new Step.Exit())));
    }
    return trial.run(3 * SECOND);
  }

  @Test
  void d5_inUserModeFullIsNone() {
    assertThat(SectionsBCTest.userLoad(FULL).fingerprint())
        .isEqualTo(SectionsBCTest.userLoad(NONE).fingerprint());
  }

  @Test
  void d6_mutexHoldersArePreemptedMostUnderFull() {
    long full = SectionsBCTest.mutexLoad(FULL).locks().getFirst().preemptedHolds();
    long lazy = SectionsBCTest.mutexLoad(LAZY).locks().getFirst().preemptedHolds();
    long none = SectionsBCTest.mutexLoad(NONE).locks().getFirst().preemptedHolds();

    assertThat(full).isGreaterThanOrEqualTo(lazy);
    assertThat(lazy).isGreaterThanOrEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource({"250, 2.0", "1000, 0.5"})
  void e1_aRemoteWakeUpWaitsForTheNextTick(int hz, double meanMs) {
    Durations latency = remoteWakeUp(machine("6.18", 2, LAZY).withHz(hz), SHORT);

    assertThat(latency.meanMs()).isCloseTo(meanMs, within(meanMs * 0.05));
    assertThat(latency.maxMs()).isLessThanOrEqualTo(2 * meanMs);
    assertThat(latency.count()).isGreaterThan(2_800);
  }

  @Test
  void e2_aRealTimeThreadIsLetInAtOnce() {
    assertThat(remoteWakeUp(machine("6.18", 2, LAZY), SchedParams.fifo(5)).maxMs()).isZero();
  }

  @Test
  void e3_theWakeListsInterruptHonoursTheLazyMark() {
    Machine apart =
        Machine.of(new Topology(2, 1), KernelVersion.parse("6.18"), Architecture.X86, LAZY)
            .with(Costs.NONE);

    assertThat(remoteWakeUp(apart, SHORT).maxMs()).isZero();
  }

  /// A hog in user mode on CPU 1, of the policy that always gives way; a thread that CPU 0 wakes
  /// for CPU 1 at random times.
  private static Durations remoteWakeUp(Machine machine, SchedParams params) {
    Trial trial = Trial.on(machine);
    trial.thread(Trial.hog(), new SchedParams(Policy.IDLE, 0, 0, 0), 1);
    int woken =
        trial.thread(Program.forever(List.of(new Step.Block(), Step.user(10 * US))), params, 1);
    trial.thread(
        Programs.drawn(
            1,
            random ->
                List.of(new Step.Sleep(8 * MS + random.nextLong(8 * MS)), new Step.Wake(woken))),
        0);
    trial.run(36 * SECOND);
    return trial.log().wakeLatencies(woken);
  }

  @Test
  void e4_aSliceEndsInTheKernelOneTickAfterItIsNoticed() {
    EventLog log = new EventLog();
    Trial trial = Trial.on(machine("6.18", 8, LAZY)).observe(log);
    trial.thread(Program.forever(List.of(Step.kernel(SECOND))), 0);
    trial.thread(Program.forever(List.of(Step.kernel(SECOND))), 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().runs(0).ms(0.5)).isCloseTo(8.0, within(0.01));
    assertThat(log.count(SliceEnd.PREEMPTED_KERNEL)).isGreaterThan(300);
  }

  /// A mark that the kernel's own thread sets, then a segment of 400 µs before it returns.
  @Test
  void e5_aShortKernelSegmentIsRarelyPreempted() {
    EventLog log = new EventLog();
    Trial trial = Trial.on(machine("6.18", 2, LAZY)).observe(log);
    int woken = 1;
    trial.thread(
        Programs.drawn(
            2,
            random ->
                List.of(
                    Step.user(4 * MS + random.nextLong(4 * MS)),
                    new Step.Wake(woken),
                    Step.kernel(400 * US),
                    new Step.ReturnToUser())),
        0);
    trial.thread(Program.forever(List.of(new Step.Block(), Step.user(10 * US))), SHORT, 0);

    trial.run(60 * SECOND);

    long wakes = trial.log().wakeLatencies(woken).count();
    assertThat(wakes).isGreaterThan(5_000);
    assertThat((double) log.count(SliceEnd.PREEMPTED_KERNEL) / wakes).isCloseTo(0.1, within(0.015));
  }

  @Test
  void e6_inUserModeLazyIsNone() {
    long none = 0;
    long lazy = 0;
    double noneHolds = 0;
    double lazyHolds = 0;
    for (int seed = 1; seed <= 3; seed++) {
      var withNone = SectionsBCTest.spinlockLoad(NONE, seed, SECOND).locks().getFirst();
      var withLazy = SectionsBCTest.spinlockLoad(LAZY, seed, SECOND).locks().getFirst();
      none += withNone.preemptedHolds();
      lazy += withLazy.preemptedHolds();
      noneHolds += withNone.holds();
      lazyHolds += withLazy.holds();
    }

    assertThat((double) lazy).isLessThanOrEqualTo(none * 1.05);
    assertThat(lazyHolds).isCloseTo(noneHolds, within(noneHolds * 0.03));
  }

  @Test
  void e7_lazySwitchesBetweenVoluntaryAndFull() {
    long voluntary = talk(PreemptionModel.VOLUNTARY).involuntary();
    long lazy = talk(LAZY).involuntary();
    long full = talk(FULL).involuntary();

    assertThat(lazy).isLessThanOrEqualTo(full);
    assertThat(voluntary).isLessThanOrEqualTo(lazy);
  }

  @ParameterizedTest
  @EnumSource(PreemptionModel.class)
  void e8_anIdleCpuTakesWorkAtOnce(PreemptionModel model) {
    Trial trial = Trial.on(machine("6.18", 4, model));
    int sleeper = trial.thread(Programs.periodic(10 * MS, MS));

    trial.run(SECOND);

    assertThat(trial.log().wakeLatencies(sleeper).maxMs()).isZero();
  }

  @Test
  void e9_noneAndVoluntaryAreGoneSince70() {
    var seven = KernelVersion.parse("7.0");
    for (Architecture architecture : Architecture.values()) {
      assertThat(Availability.ofModel(NONE, seven, architecture))
          .hasValueSatisfying(why -> assertThat(why).contains("7.0").contains("preempt=none"));
      assertThat(Availability.ofModel(PreemptionModel.VOLUNTARY, seven, architecture)).isPresent();
      assertThat(Availability.ofModel(LAZY, seven, architecture)).isEmpty();
      assertThat(Availability.ofModel(FULL, seven, architecture)).isEmpty();
      assertThat(Availability.ofModel(NONE, KernelVersion.parse("6.19"), architecture)).isEmpty();
    }
    assertThat(Availability.ofModel(LAZY, KernelVersion.parse("6.12"), Architecture.X86))
        .isPresent();
    assertThat(machine("7.2", 8, NONE).hypothetical()).hasSize(1);
  }

  /// The slice's end is A6; a wake-up in the kernel still waits for a tick.
  @Test
  void e10_withHrtickWakeUpsStillWaitForATick() {
    Machine machine = machine("7.2", 8, LAZY);
    Trial trial = Trial.on(machine.with(machine.features().withHrtick(true)));
    trial.thread(Program.forever(List.of(Step.kernel(SECOND))), 0);
    int woken = trial.thread(Programs.periodic(17 * MS + 300 * US, 10 * US), SHORT, 0);

    trial.run(10 * SECOND);

    assertThat(trial.log().wakeLatencies(woken).ms(0.5)).isGreaterThan(0.5);
    assertThat(trial.log().wakeLatencies(woken).maxMs()).isLessThanOrEqualTo(4.0);
  }
}
