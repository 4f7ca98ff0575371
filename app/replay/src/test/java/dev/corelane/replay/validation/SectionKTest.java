package dev.corelane.replay.validation;

import static dev.corelane.replay.validation.Trial.MS;
import static dev.corelane.replay.validation.Trial.SECOND;
import static dev.corelane.replay.validation.Trial.US;
import static dev.corelane.replay.validation.Trial.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Setup;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.SliceEnd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What must hold in any run. K2 and K4 are checked in every run of all sections ([Trial],
/// [SelfChecks]); K3 and K7 of recordings stand in `IdentityChecksTest`.
class SectionKTest {
  @Test
  void k1_littlesLawHolds() {
    int clients = 40;
    Responses responses = new Responses();
    Trial trial =
        Trial.on(machine("6.18", 4, PreemptionModel.LAZY).with(Costs.DEFAULT)).observe(responses);
    int lock = trial.lock(new LockSpec.LwLock("lock"));
    for (int i = 0; i < clients; i++) {
      trial.thread(
          Programs.drawn(
              i,
              random ->
                  List.of(
                      new Step.SpanBegin("transaction"),
                      Step.user(Programs.exponential(random, 300 * US)),
                      Step.acquire(lock),
                      Step.user(20 * US),
                      Step.release(lock),
                      new Step.Sleep(Programs.exponential(random, 400 * US)),
                      new Step.SpanEnd(""))));
    }

    trial.run(4 * SECOND);

    double throughput = responses.count / 4.0;
    double meanS = responses.sumNs / 1e9 / responses.count;
    assertThat(throughput * meanS).isCloseTo(clients, within(clients * 0.02));
  }

  private static final class Responses implements Observer {
    private long[] begun = new long[0];
    private long count;
    private double sumNs;

    @Override
    public void started(Setup setup) {
      begun = new long[setup.threads().size()];
    }

    @Override
    public void spanBegun(long nowNs, int thread, String label) {
      begun[thread] = nowNs;
    }

    @Override
    public void spanEnded(long nowNs, int thread, String outcome) {
      count++;
      sumNs += nowNs - begun[thread];
    }
  }

  @ParameterizedTest
  @EnumSource(PreemptionModel.class)
  void k2_k4_timesAddUpUnderEveryModel(PreemptionModel model) {
    RunResult result = everything(model, 5, new EventLog());

    assertThat(result.involuntary()).isPositive();
    assertThat(result.locks()).allMatch(lock -> lock.holds() > 0);
  }

  /// Every kind of step and lock, on 4 CPUs, with costs.
  private static RunResult everything(PreemptionModel model, long seed, EventLog log) {
    Trial trial =
        Trial.on(machine("7.2", 4, model).with(Costs.DEFAULT).withExtensionNs(5 * US))
            .seed(seed)
            .observe(log);
    int spin = trial.lock(new LockSpec.PgSpinlock("spin"));
    int light = trial.lock(new LockSpec.LwLock("light"));
    int futex = trial.lock(new LockSpec.FutexMutex("futex", 4 * US));
    int plain = trial.lock(new LockSpec.FutexMutex("plain", 0));
    int heavy = trial.lock(new LockSpec.Heavyweight("heavy"));
    int fifo = trial.lock(new LockSpec.FifoHandOff("fifo"));
    int mutex = trial.lock(new LockSpec.KernelMutex("mutex"));
    int raw = trial.lock(new LockSpec.KernelSpinlock("raw"));
    for (int i = 0; i < 12; i++) {
      trial.thread(
          Programs.drawn(
              i,
              random -> {
                LockMode mode = random.nextInt(3) == 0 ? LockMode.EXCLUSIVE : LockMode.SHARED;
                long time = random.nextLong(200 * US);
                return switch (random.nextInt(8)) {
                  case 0 ->
                      List.of(
                          new Step.SliceExtension(true),
                          Step.acquire(spin),
                          new Step.PageFault(3 * US),
                          Step.user(time / 100),
                          Step.release(spin),
                          new Step.SliceExtension(false),
                          Step.user(time));
                  case 1 ->
                      List.of(
                          new Step.Acquire(light, mode),
                          Step.user(time),
                          Step.release(light),
                          new Step.Sleep(time));
                  case 2 ->
                      List.of(
                          Step.acquire(futex),
                          Step.user(time / 10),
                          Step.release(futex),
                          new Step.Yield());
                  case 3 -> List.of(Step.acquire(plain), Step.user(time / 10), Step.release(plain));
                  case 4 ->
                      List.of(
                          Step.acquire(heavy),
                          Step.kernel(time),
                          new Step.CondResched(),
                          Step.kernel(time),
                          Step.release(heavy));
                  case 5 -> List.of(Step.acquire(fifo), Step.user(time / 10), Step.release(fifo));
                  case 6 ->
                      List.of(
                          new Step.EnterKernel(),
                          Step.acquire(mutex),
                          new Step.MightSleep(),
                          Step.kernel(time / 10),
                          Step.release(mutex),
                          Step.user(time));
                  default ->
                      List.of(
                          new Step.EnterKernel(),
                          Step.acquire(raw),
                          Step.kernel(time / 20),
                          Step.release(raw),
                          Step.preemptOff(time / 10),
                          Step.user(time));
                };
              }));
    }
    return trial.run(SECOND);
  }

  @Test
  void k3_aThreadComputesWhatItsProgramSays() {
    Trial trial = Trial.on(machine("6.18", 2, PreemptionModel.FULL).with(Costs.DEFAULT));
    for (int i = 0; i < 5; i++) {
      trial.thread(
          Program.once(
              List.of(
                  Step.user(7 * MS),
                  Step.kernel(3 * MS),
                  new Step.PageFault(MS),
                  new Step.Sleep(2 * MS),
                  Step.preemptOff(11 * MS),
                  Step.user(20 * MS),
                  new Step.Exit())));
    }

    RunResult result = trial.run(SECOND);

    assertThat(result.threads()).allMatch(thread -> thread.workNs() == 42 * MS);
  }

  @Test
  void k5_aLockWaitIsSpinSleepAndRunDelay() {
    WaitParts parts = new WaitParts();
    Trial trial = Trial.on(machine("6.18", 2, PreemptionModel.LAZY)).observe(parts);
    int spin = trial.lock(new LockSpec.PgSpinlock("spin"));
    int light = trial.lock(new LockSpec.LwLock("light"));
    for (int i = 0; i < 8; i++) {
      trial.thread(
          Programs.drawn(
              i,
              random ->
                  List.of(
                      Step.acquire(spin),
                      Step.user(random.nextLong(30 * US)),
                      Step.release(spin),
                      Step.acquire(light),
                      Step.user(random.nextLong(300 * US)),
                      Step.release(light))));
    }

    trial.run(3 * SECOND);

    assertThat(parts.waits).isGreaterThan(1_000);
    assertThat(parts.wrong).isZero();
  }

  /// Run delay is counted here from switches and wake-ups alone.
  private static final class WaitParts implements Observer {
    private final long[] since = new long[8];
    private final long[] runDelay = new long[8];
    private final long[] runnableSince = new long[8];
    private long waits;
    private long wrong;

    @Override
    public void requested(long nowNs, int thread, int lock, LockMode mode, int holder) {
      since[thread] = nowNs;
      runDelay[thread] = 0;
    }

    @Override
    public void waking(
        long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean inInterrupt) {
      runnableSince[thread] = nowNs;
    }

    @Override
    public void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {
      if (last >= 0) {
        runnableSince[last] = nowNs;
      }
      if (next >= 0) {
        runDelay[next] += nowNs - runnableSince[next];
      }
    }

    @Override
    public void acquired(
        long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {
      if (nowNs > since[thread]) {
        waits++;
        wrong += spinNs + sleepNs + runDelay[thread] == nowNs - since[thread] ? 0 : 1;
      }
    }
  }

  @Test
  void k6_aSeedGivesOneRun() {
    EventLog first = new EventLog();
    EventLog again = new EventLog();
    EventLog other = new EventLog();

    everything(PreemptionModel.LAZY, 1, first);
    everything(PreemptionModel.LAZY, 1, again);
    everything(PreemptionModel.LAZY, 2, other);

    assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
  }

  @Test
  void k8_moreCpusDoNotLowerTheThroughputWithoutLocks() {
    long before = 0;
    for (int cpus = 1; cpus <= 16; cpus *= 2) {
      Trial trial = Trial.on(machine("6.18", cpus, PreemptionModel.FULL).with(Costs.DEFAULT));
      for (int i = 0; i < 12; i++) {
        trial.thread(Program.forever(List.of(Step.user(700 * US), new Step.Sleep(300 * US))));
      }
      long work = trial.run(SECOND).threads().stream().mapToLong(thread -> thread.workNs()).sum();
      assertThat(work).as("%d CPUs", cpus).isGreaterThanOrEqualTo(before);
      before = work;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VOLUNTARY", "FULL", "LAZY"})
  void k9_inUserModeWithoutLocksModelsAreAlike(PreemptionModel model) {
    assertThat((double) userWork(model))
        .isCloseTo(userWork(PreemptionModel.NONE), within(userWork(PreemptionModel.NONE) * 0.01));
  }

  private static long userWork(PreemptionModel model) {
    Trial trial = Trial.on(machine("6.18", 4, model).with(Costs.DEFAULT));
    for (int i = 0; i < 12; i++) {
      trial.thread(Programs.periodic((2 + i) * MS, (300 + 150 * i) * US));
    }
    return trial.run(3 * SECOND).threads().stream().mapToLong(thread -> thread.workNs()).sum();
  }
}
