package dev.corelane.replay.validation;

import static dev.corelane.replay.validation.Trial.MS;
import static dev.corelane.replay.validation.Trial.SECOND;
import static dev.corelane.replay.validation.Trial.US;
import static dev.corelane.replay.validation.Trial.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Availability;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.Observer.ExtensionEnd;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The slice extension of Linux 7.0 on x86. Pending signals, which exclude a grant, are not
/// modelled.
class SectionFTest {
  private static final long GRANT = 5 * US;
  private static final Step REQUEST = new Step.SliceExtension(true);
  private static final Step CLEAR = new Step.SliceExtension(false);

  /// A holder whose critical section lasts 1 ms is to give way `leftUs` before its end.
  private static Outcome preempted(Machine machine, SchedParams by, double leftUs, Step... last) {
    EventLog log = new EventLog();
    Trial trial = Trial.on(machine).observe(log);
    int lock = trial.lock(new LockSpec.PgSpinlock("lock"));
    var steps = new ArrayList<Step>(List.of(REQUEST, Step.acquire(lock), Step.user(MS)));
    steps.addAll(List.of(last));
    steps.addAll(List.of(Step.release(lock), CLEAR, Step.user(5 * MS), new Step.Exit()));
    // The other one goes to sleep on this CPU first, so its timer interrupts this CPU.
    trial.thread(ThreadSpec.of("holder", Program.once(steps)).startingAt(US).on(0));
    long at = US + MS - Math.round(leftUs * 1_000);
    int other =
        trial.thread(
            ThreadSpec.of(
                    "other",
                    Program.once(List.of(new Step.SleepUntil(at), Step.user(MS), new Step.Exit())))
                .with(by)
                .on(0));
    RunResult result = trial.run(100 * MS);
    return new Outcome(
        result.locks().getFirst().preemptedHolds(), trial.log().wakeLatencies(other).us(1), log);
  }

  private record Outcome(long preemptedHolds, double latencyUs, EventLog log) {}

  private static Machine extended(PreemptionModel model) {
    return machine("7.2", 8, model).withExtensionNs(GRANT);
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 3, YIELDED", "4.9, 0, 4.9, YIELDED", "6, 1, 5, EXPIRED", "500, 1, 5, EXPIRED"})
  void f1_aShortRestIsFinishedALongOneIsCutAtTheGrant(
      double leftUs, long preemptedHolds, double latencyUs, ExtensionEnd end) {
    Outcome outcome = preempted(extended(PreemptionModel.FULL), SchedParams.fifo(1), leftUs);

    assertThat(outcome.preemptedHolds()).isEqualTo(preemptedHolds);
    assertThat(outcome.latencyUs()).isCloseTo(latencyUs, within(0.001));
    assertThat(outcome.log().count(end)).isEqualTo(1);
    assertThat(outcome.log().grants()).isEqualTo(1);
  }

  /// The kernel's self-test: 238 of about 143,900 grants expired.
  @Test
  void f2_shortSectionsEndTheirGrantsThemselves() {
    EventLog log = new EventLog();
    Trial trial = Trial.on(extended(PreemptionModel.LAZY).withHz(1000)).observe(log);
    for (int i = 0; i < 3; i++) {
      int lock = trial.lock(new LockSpec.PgSpinlock("own " + i));
      trial.thread(
          Programs.drawn(
              i,
              random ->
                  List.of(
                      REQUEST,
                      Step.acquire(lock),
                      Step.user(Programs.exponential(random, 350)),
                      Step.release(lock),
                      CLEAR,
                      Step.user(Programs.exponential(random, 350)))),
          0);
    }

    trial.run(3 * SECOND / 2);

    assertThat(log.grants()).isGreaterThan(200);
    assertThat((double) log.count(ExtensionEnd.YIELDED) / log.grants())
        .isGreaterThanOrEqualTo(0.99);
    assertThat((double) log.count(ExtensionEnd.EXPIRED) / log.grants()).isLessThan(0.01);
  }

  @Test
  void f3_aSyscallEndsTheGrantAFaultDoesNot() {
    Machine machine = extended(PreemptionModel.FULL);
    // The mark is set at the end of the long part; then 1 µs more, the event, and 2 µs.
    Outcome syscall =
        preempted(machine, SchedParams.fifo(1), 1, Step.user(0), new Step.EnterKernel());
    Outcome fault =
        preempted(machine, SchedParams.fifo(1), 1, new Step.PageFault(US), Step.user(2 * US));

    assertThat(syscall.log().count(ExtensionEnd.ABORTED)).isEqualTo(1);
    assertThat(syscall.latencyUs()).isCloseTo(1, within(0.001));
    assertThat(syscall.preemptedHolds()).isEqualTo(1);
    assertThat(fault.log().count(ExtensionEnd.YIELDED)).isEqualTo(1);
    assertThat(fault.preemptedHolds()).isZero();
    assertThat(fault.latencyUs()).isCloseTo(4, within(0.001));
  }

  @Test
  void f4_othersWaitAtMostTheGrantLonger() {
    EventLog log = new EventLog();
    Trial trial = Trial.on(extended(PreemptionModel.FULL)).observe(log);
    trial.thread(Program.forever(List.of(REQUEST, Step.user(SECOND))), 0);
    int other = trial.thread(Programs.periodic(3 * MS, 100 * US), SchedParams.fifo(1), 0);

    trial.run(3 * SECOND);

    assertThat(trial.log().wakeLatencies(other).us(1)).isEqualTo(5);
    assertThat(log.grants()).isGreaterThan(900);
    assertThat(log.grants()).isLessThanOrEqualTo(trial.log().runs(0).count() + 1L);
  }

  @Test
  void f5_arm64HasItNot() {
    for (String version : List.of("7.0", "7.2", "7.3")) {
      KernelVersion kernel = KernelVersion.parse(version);
      assertThat(Availability.ofExtension(kernel, Architecture.ARM64))
          .hasValueSatisfying(why -> assertThat(why).contains("arm64"));
      assertThat(Availability.ofExtension(kernel, Architecture.X86)).isEmpty();
    }
    assertThat(Availability.ofExtension(KernelVersion.parse("6.18"), Architecture.X86)).isPresent();
    assertThat(
            Machine.of(
                    Topology.oneCache(96),
                    KernelVersion.parse("7.2"),
                    Architecture.ARM64,
                    PreemptionModel.LAZY)
                .withExtensionNs(GRANT)
                .hypothetical())
        .hasSize(1);
  }

  /// With sections of 1 ms hardly any rest fits a grant; the two runs are then two draws of one
  /// number, some 1,200, so 3 % are left for chance.
  @ParameterizedTest
  @CsvSource({"2000, 1, 0.5", "1000000, 5, 1.03"})
  void f6_theExtensionNeverAddsLockHolderPreemptions(long sectionNs, int seconds, double atMost) {
    long base = holdersPreempted(0, sectionNs, seconds);
    long extended = holdersPreempted(GRANT, sectionNs, seconds);

    assertThat(base).isGreaterThan(100);
    assertThat((double) extended).isLessThanOrEqualTo(base * atMost);
  }

  private static long holdersPreempted(long extensionNs, long sectionNs, int seconds) {
    Trial trial = Trial.on(machine("7.2", 2, PreemptionModel.FULL).withExtensionNs(extensionNs));
    for (int i = 0; i < 4; i++) {
      int lock = trial.lock(new LockSpec.PgSpinlock("own " + i));
      trial.thread(
          Programs.drawn(
              i,
              random ->
                  List.of(
                      REQUEST,
                      Step.acquire(lock),
                      Step.user(sectionNs),
                      Step.release(lock),
                      CLEAR,
                      Step.user(random.nextLong(2 * sectionNs)))),
          i % 2);
    }
    return trial.run(seconds * SECOND).locks().stream()
        .mapToLong(lock -> lock.preemptedHolds())
        .sum();
  }

  @Test
  void f7_underRtOnlyTheLazyMarkIsPostponed() {
    Outcome realTime = preempted(extended(PreemptionModel.RT_LAZY), SchedParams.fifo(1), 3);
    Outcome fair =
        preempted(extended(PreemptionModel.RT_LAZY), SchedParams.NORMAL.withSliceNs(100 * US), 3);

    assertThat(realTime.log().grants()).isZero();
    assertThat(realTime.preemptedHolds()).isEqualTo(1);
    assertThat(realTime.latencyUs()).isZero();
    assertThat(fair.log().grants()).isEqualTo(1);
    assertThat(fair.preemptedHolds()).isZero();
  }
}
