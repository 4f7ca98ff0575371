package dev.corelane.replay.validation;

import static dev.corelane.replay.validation.Trial.MS;
import static dev.corelane.replay.validation.Trial.SECOND;
import static dev.corelane.replay.validation.Trial.US;
import static dev.corelane.replay.validation.Trial.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.replay.lock.FastPathSlots;
import dev.corelane.replay.lock.LockClient;
import dev.corelane.replay.lock.LockHost;
import dev.corelane.replay.lock.LockModel;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.lock.Outcome;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.LockTotals;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Locks. H8, the fast path of PostgreSQL's relation locks, is a count of locks per backend and no
/// matter of scheduling; nothing here models it.
class SectionHTest {
  private static final Step EXIT = new Step.Exit();

  private final List<Integer> woken = new ArrayList<>();
  private final LockHost host =
      new LockHost() {
        @Override
        public void wake(LockClient client) {
          woken.add(client.thread());
        }

        @Override
        public boolean onCpu(LockClient client) {
          return true;
        }
      };

  private static LockClient client(int thread) {
    return new LockClient(thread, new SplittableRandom(thread));
  }

  @Test
  void h1_aStuckSpinlockIsSleptForSomeTwoMinutes() {
    double sum = 0;
    for (int seed = 1; seed <= 8; seed++) {
      LockModel lock = LockModel.of(new LockSpec.PgSpinlock("stuck"), false);
      lock.request(client(0), LockMode.EXCLUSIVE, host);
      LockClient waiter = new LockClient(1, new SplittableRandom(seed));
      assertThat(lock.request(waiter, LockMode.EXCLUSIVE, host)).isEqualTo(Outcome.SPIN);
      double sleptS = 0;
      int sleeps = 0;
      while (lock.spinOver(waiter, host) == Outcome.SLEEP) {
        if (sleeps == 0) {
          assertThat(waiter.sleepNs()).isEqualTo(MS);
        }
        sleeps++;
        sleptS += waiter.sleepNs() / 1e9;
        assertThat(lock.resume(waiter, host)).isEqualTo(Outcome.SPIN);
      }
      assertThat(sleeps).isEqualTo(1_000);
      sum += sleptS;
    }
    assertThat(sum / 8).isCloseTo(136, within(5.0));
  }

  @Test
  void h2_spinsPerDelayGrowByAHundredAndShrinkByOne() {
    LockModel lock = LockModel.of(new LockSpec.PgSpinlock("lock"), false);
    LockClient holder = client(0);
    LockClient waiter = client(1);
    assertThat(waiter.spinsPerDelay()).isEqualTo(100);

    for (int expected = 200; expected <= 1_200; expected += 100) {
      lock.request(holder, LockMode.EXCLUSIVE, host);
      lock.request(waiter, LockMode.EXCLUSIVE, host);
      lock.release(holder, LockMode.EXCLUSIVE, host);
      assertThat(lock.tryWhileSpinning(waiter)).isTrue();
      lock.release(waiter, LockMode.EXCLUSIVE, host);
      assertThat(waiter.spinsPerDelay()).isEqualTo(Math.min(expected, 1_000));
    }
    for (int round = 1; round <= 1_100; round++) {
      lock.request(holder, LockMode.EXCLUSIVE, host);
      lock.request(waiter, LockMode.EXCLUSIVE, host);
      assertThat(lock.spinOver(waiter, host)).isEqualTo(Outcome.SLEEP);
      lock.release(holder, LockMode.EXCLUSIVE, host);
      assertThat(lock.resume(waiter, host)).isEqualTo(Outcome.ACQUIRED);
      lock.release(waiter, LockMode.EXCLUSIVE, host);
      assertThat(waiter.spinsPerDelay()).isEqualTo(Math.max(1_000 - round, 10));
    }
  }

  /// The holder is away for 0.1 ms; three others want the lock meanwhile.
  @Test
  void h3_whoSleepsForASpinlockLosesAMillisecond() {
    int waiters = 3;
    Trial trial = Trial.on(machine("6.18", 8, PreemptionModel.NONE));
    int lock = trial.lock(new LockSpec.PgSpinlock("lock"));
    trial.thread(
        Program.once(List.of(Step.acquire(lock), Step.user(600 * US), Step.release(lock), EXIT)),
        0);
    trial.thread(
        ThreadSpec.of("rt", Program.once(List.of(Step.user(100 * US), EXIT)))
            .startingAt(500 * US)
            .with(SchedParams.fifo(1))
            .on(0));
    for (int i = 1; i <= waiters; i++) {
      trial.thread(
          ThreadSpec.of(
                  "waiter", Program.once(List.of(Step.acquire(lock), Step.release(lock), EXIT)))
              .startingAt(510 * US)
              .on(i));
    }

    RunResult result = trial.run(50 * MS);

    LockTotals totals = result.locks().getFirst();
    long spinUntilSleep = 100 * 40;
    assertThat(totals.preemptedHolds()).isEqualTo(1);
    assertThat(totals.holderOffNs()).isEqualTo(100 * US);
    assertThat(totals.wasteNs()).isGreaterThanOrEqualTo(waiters * spinUntilSleep);
    assertThat(totals.waitNs()).isGreaterThanOrEqualTo(waiters * MS);
  }

  @Test
  void h4_aReleaseWakesTheLeadingExclusiveOrAllSharedAndNobodyAgain() {
    LockModel lock = LockModel.of(new LockSpec.LwLock("BufferContent"), false);
    LockClient holder = client(0);
    lock.request(holder, LockMode.EXCLUSIVE, host);
    LockMode[] wanted = {LockMode.SHARED, LockMode.EXCLUSIVE, LockMode.SHARED, LockMode.EXCLUSIVE};
    LockClient[] waiters = new LockClient[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      waiters[i] = client(i + 1);
      assertThat(lock.request(waiters[i], wanted[i], host)).isEqualTo(Outcome.BLOCK);
    }

    lock.release(holder, LockMode.EXCLUSIVE, host);
    assertThat(woken).containsExactly(1, 3);
    assertThat(lock.holders()).as("no hand-off").isZero();

    lock.request(holder, LockMode.EXCLUSIVE, host);
    lock.release(holder, LockMode.EXCLUSIVE, host);
    assertThat(woken).as("nobody until a woken one has run").containsExactly(1, 3);

    assertThat(lock.resume(waiters[0], host)).isEqualTo(Outcome.ACQUIRED);
    lock.release(waiters[0], LockMode.SHARED, host);
    assertThat(woken).containsExactly(1, 3, 2);

    lock.request(holder, LockMode.EXCLUSIVE, host);
    assertThat(lock.resume(waiters[1], host)).as("a barger was faster").isEqualTo(Outcome.BLOCK);
    assertThat(lock.queued()).isEqualTo(2);
  }

  @Test
  void h4_whoIsToBeWokenIsDecidedWhenTheLockIsFreed() {
    LockModel lock = LockModel.of(new LockSpec.LwLock("BufferContent"), false);
    LockClient holder = client(0);
    LockClient waiter = client(1);
    LockClient newcomer = client(2);
    lock.request(holder, LockMode.EXCLUSIVE, host);
    lock.request(waiter, LockMode.EXCLUSIVE, host);

    lock.free(holder, LockMode.EXCLUSIVE, host);
    assertThat(woken).isEmpty();
    assertThat(lock.request(newcomer, LockMode.EXCLUSIVE, host)).isEqualTo(Outcome.ACQUIRED);
    lock.wakeWaiters(holder, host);
    assertThat(woken).as("although it is taken again").containsExactly(1);
    assertThat(lock.resume(waiter, host)).isEqualTo(Outcome.BLOCK);

    lock.free(newcomer, LockMode.EXCLUSIVE, host);
    lock.wakeWaiters(newcomer, host);
    lock.wakeWaiters(newcomer, host);
    assertThat(woken).as("once for each time that it was freed").containsExactly(1, 1);
  }

  /// PostgreSQL frees an LWLock, hits the probe of the release, then wakes.
  @Test
  void h4_whatIsDoneBetweenFreeingAndWakingDelaysWaitersAndNobodyElse() {
    assertThat(acquiredWhenFreedAndWokenLater(20 * US)).containsExactly(0L, 150 * US);
    assertThat(acquiredWhenFreedAndWokenLater(20 * US, 120 * US))
        .as("the newcomer takes it, and wakes who waits when it gives it back")
        .containsExactly(0L, 120 * US, 130 * US);
  }

  /// A lock is taken at 0, free at 100 µs, and who waits is woken at 150 µs.
  private static List<Long> acquiredWhenFreedAndWokenLater(long... others) {
    Trial trial = Trial.on(machine("6.18", 3, PreemptionModel.NONE));
    int lock = trial.lock(new LockSpec.LwLock("BufferContent"));
    trial.thread(
        Program.once(
            List.of(
                Step.acquire(lock),
                Step.user(100 * US),
                new Step.Free(lock),
                Step.user(50 * US),
                new Step.WakeWaiters(lock),
                EXIT)),
        0);
    for (int i = 0; i < others.length; i++) {
      trial.thread(
          ThreadSpec.of(
                  "backend",
                  Program.once(
                      List.of(Step.acquire(lock), Step.user(10 * US), Step.release(lock), EXIT)))
              .startingAt(others[i])
              .on(i + 1));
    }
    List<Long> acquired = new ArrayList<>();
    trial.observe(
        new Observer() {
          @Override
          public void acquired(
              long nowNs, int thread, int number, LockMode mode, long spinNs, long sleepNs) {
            acquired.add(nowNs);
          }
        });
    trial.run(MS);
    return acquired;
  }

  @Test
  void h5_handOffCostsThroughputAndShortensTheLongestWait() {
    LockTotals barging = contended(new LockSpec.LwLock("lock"));
    LockTotals handOff = contended(new LockSpec.FifoHandOff("lock"));

    assertThat(handOff.holds()).isLessThan(barging.holds());
    assertThat(handOff.maxWaitNs()).isLessThan(barging.maxWaitNs());
  }

  private static LockTotals contended(LockSpec spec) {
    Trial trial = Trial.on(machine("6.18", 4, PreemptionModel.NONE).with(Costs.DEFAULT));
    int lock = trial.lock(spec);
    for (int i = 0; i < 12; i++) {
      trial.thread(
          Programs.drawn(
              i,
              random ->
                  List.of(
                      Step.acquire(lock),
                      Step.user(2 * US),
                      Step.release(lock),
                      Step.user(Programs.exponential(random, 2 * US)))));
    }
    return trial.run(SECOND / 2).locks().getFirst();
  }

  /// A writer takes the tuple's lock to be the next, then waits for the transaction that has the
  /// row.
  @Test
  void h6_ofManyWritersOneWaitsForTheTransaction() {
    int writers = 6;
    Queues queues = new Queues();
    Trial trial = Trial.on(machine("6.18", 8, PreemptionModel.NONE)).observe(queues);
    int tuple = trial.lock(new LockSpec.Heavyweight("tuple"));
    int transaction = trial.lock(new LockSpec.Heavyweight("transactionid"));
    for (int i = 0; i < writers; i++) {
      trial.thread(
          ThreadSpec.of(
                  "writer",
                  Program.once(
                      List.of(
                          Step.acquire(tuple),
                          Step.acquire(transaction),
                          Step.release(tuple),
                          Step.user(100 * MS),
                          Step.release(transaction),
                          EXIT)))
              .startingAt(i * MS));
    }

    trial.run(50 * MS);

    assertThat(queues.holding[transaction]).isEqualTo(1);
    assertThat(queues.waiting[transaction]).isEqualTo(1);
    assertThat(queues.waiting[tuple]).isEqualTo(writers - 2);
  }

  private static final class Queues implements Observer {
    private final int[] waiting = new int[2];
    private final int[] holding = new int[2];

    @Override
    public void requested(long nowNs, int thread, int lock, LockMode mode, int holder) {
      waiting[lock]++;
    }

    @Override
    public void acquired(
        long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {
      waiting[lock]--;
      holding[lock]++;
    }

    @Override
    public void released(long nowNs, int thread, int lock) {
      holding[lock]--;
    }
  }

  @Test
  void h7_theDeadlockCheckComesAfterOneSecondOfWaiting() {
    var checks = new ArrayList<String>();
    Trial trial =
        Trial.on(machine("6.18", 4, PreemptionModel.NONE))
            .observe(
                new Observer() {
                  @Override
                  public void deadlockChecked(long nowNs, int thread, int lock, boolean found) {
                    checks.add(nowNs / 1e9 + " s: " + thread + (found ? " deadlock" : " waits"));
                  }
                });
    int one = trial.lock(new LockSpec.Heavyweight("one"));
    int other = trial.lock(new LockSpec.Heavyweight("other"));
    trial.thread(Program.once(cross(one, other)), 0);
    trial.thread(ThreadSpec.of("second", Program.once(cross(other, one))).startingAt(MS).on(1));
    trial.thread(
        ThreadSpec.of("patient", Program.once(List.of(Step.acquire(one), Step.release(one), EXIT)))
            .startingAt(900 * MS)
            .on(2));

    RunResult result = trial.run(5 * SECOND);

    assertThat(checks).containsExactly("1.01 s: 0 deadlock");
    assertThat(result.locks().get(other).holds()).isEqualTo(1);
    assertThat(result.locks().get(one).holds()).as("patient too, soon after").isEqualTo(3);
  }

  private static List<Step> cross(int first, int second) {
    return List.of(
        Step.acquire(first),
        Step.user(10 * MS),
        Step.acquire(second),
        Step.user(MS),
        Step.release(second),
        Step.release(first),
        EXIT);
  }

  @Test
  void h8_theSeventeenthWeakLockOfABackendGoesToTheSharedTable() {
    FastPathSlots slots = FastPathSlots.of(17, 64);
    for (int relation = 0; relation < 16; relation++) {
      assertThat(slots.take(relation, LockMode.ACCESS_SHARE)).as("relation " + relation).isTrue();
    }
    assertThat(slots.take(16, LockMode.ACCESS_SHARE)).isFalse();
    assertThat(slots.take(3, LockMode.ROW_EXCLUSIVE)).as("a second mode, same slot").isTrue();
    assertThat(slots.inSharedTable()).isEqualTo(1);

    slots.release(3, LockMode.ACCESS_SHARE);
    assertThat(slots.take(17, LockMode.ACCESS_SHARE)).as("its slot is in use still").isFalse();
    slots.release(3, LockMode.ROW_EXCLUSIVE);
    assertThat(slots.take(17, LockMode.ROW_SHARE)).isTrue();
  }

  @Test
  void h8_strongLocksAreNeverThere() {
    FastPathSlots slots = FastPathSlots.of(17, 64);
    for (LockMode mode : LockMode.values()) {
      if (mode.name().contains("EXCLUSIVE") && mode != LockMode.ROW_EXCLUSIVE) {
        assertThat(slots.take(1, mode)).as(mode.name()).isFalse();
      }
    }
    assertThat(slots.take(1, LockMode.SHARE)).isFalse();
    assertThat(slots.used()).isZero();
  }

  /// From PostgreSQL 18 on there are groups of 16, as many as max_locks_per_transaction asks for; a
  /// lock goes to the shared table when the group of its relation is full.
  @ParameterizedTest
  @CsvSource({"10, 16", "64, 64", "100, 128", "1000, 1024"})
  void h8_sinceEighteenTheGroupsDecide(int locksPerTransaction, int capacity) {
    FastPathSlots slots = FastPathSlots.of(18, locksPerTransaction);
    assertThat(slots.capacity()).isEqualTo(capacity);
    int groups = capacity / 16;
    for (int i = 0; i < 16; i++) {
      assertThat(slots.take(1 + i * groups, LockMode.ACCESS_SHARE)).isTrue();
    }
    assertThat(slots.take(1 + 16 * groups, LockMode.ACCESS_SHARE)).as("full group").isFalse();
    assertThat(slots.take(2 + 100 * groups, LockMode.ACCESS_SHARE))
        .as("another group")
        .isEqualTo(groups > 1);
  }
}
