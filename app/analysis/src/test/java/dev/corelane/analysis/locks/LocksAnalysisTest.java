package dev.corelane.analysis.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LocksAnalysisTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  /// CPU 0 runs a, which holds l from 10 to 90 and is preempted by c from 30 to 60. CPU 1 runs b,
  /// which wants l at 20, spins to 25, sleeps, is woken at 90 and runs again at 96.
  private static void preemptedHolder(Recording r) {
    int c0 = r.builder.cpu(0);
    int c1 = r.builder.cpu(1);
    int a = r.builder.task(10, 10, "a", 0, false);
    int b = r.builder.task(11, 11, "b", 0, false);
    int c = r.builder.task(12, 12, "c", 0, false);
    int l = r.builder.lock(LockKind.LWLOCK, "l", 0x10, true);
    r.ran(c0, 0, 30, a, SliceEnd.PREEMPTED_KERNEL).preempted(a, 30, c);
    r.ran(c0, 30, 60, c, SliceEnd.SLEEPING).slept(c, 60);
    r.ran(c0, 60, 100, a, SliceEnd.SLEEPING).slept(a, 100);
    r.ran(c1, 0, 25, b, SliceEnd.SLEEPING).slept(b, 25);
    r.woken(b, 90, a, Wakeup.Kind.WAKING);
    r.ran(c1, 96, 100, b, SliceEnd.SLEEPING).slept(b, 100);
    r.held(l, a, 10, 90).waited(l, b, 20, 97).held(l, b, 98, 99);
  }

  @Test
  void waitsAndHoldsAreCutByWhatTheThreadsDid() {
    try (var r = new Recording()) {
      preemptedHolder(r);
      try (Timeline t = r.timeline()) {
        LockUse use = only(run(t).byLock());
        assertThat(use.acquisitions()).isEqualTo(2);
        assertThat(use.contended()).isEqualTo(1);
        assertThat(use.contendedShare()).isEqualTo(0.5);
        assertThat(use.waits()).isEqualTo(new WaitTimes(1, 77, 5 + 1, 65, 6, 0, 0, 0, 0, 77));
        assertThat(use.holds()).isEqualTo(new HoldTimes(2, 81, 81, 51, 30, 0, 0, 0, 80));
        assertThat(use.handOvers()).isEqualTo(new HandOvers(1, 8, 8));
        assertThat(use.preempted())
            .as("while a was off its CPU, b slept")
            .isEqualTo(new PreemptedHolders(1, 30, 0, 30));
        assertThat(use.utilisation()).isCloseTo(0.81, EXACT);
        assertThat(use.beyondKnee()).isTrue();
        assertThat(use.topHolders()).extracting(TaskTime::ns).containsExactly(80L, 1L);
        assertThat(use.topWaiters()).containsExactly(new TaskTime(3, 1, 77));
      }
    }
  }

  @Test
  void aRangeHasItsShare() {
    try (var r = new Recording()) {
      preemptedHolder(r);
      try (Timeline t = r.timeline()) {
        LockUse use = only(run(t, 0, 40).byLock());
        assertThat(use.waits().count()).isEqualTo(1);
        assertThat(use.waits().totalNs()).isEqualTo(20);
        assertThat(use.waits().spinNs()).isEqualTo(5);
        assertThat(use.holds().onCpuNs()).isEqualTo(20);
        assertThat(use.preempted()).isEqualTo(new PreemptedHolders(1, 10, 0, 10));
        assertThat(use.acquisitions()).isEqualTo(1);
        use = only(run(t, 40, 100).byLock());
        assertThat(use.waits().count()).isZero();
        assertThat(use.waits().totalNs()).isEqualTo(57);
        assertThat(use.preempted()).isEqualTo(new PreemptedHolders(0, 20, 0, 20));
        assertThat(use.acquisitions()).isEqualTo(1);
        assertThat(use.handOvers()).isEqualTo(new HandOvers(1, 8, 8));
      }
    }
  }

  @Test
  void whatWaitersBurnWhileTheHolderIsPreemptedIsWaste() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      int l = r.builder.lock(LockKind.SIMULATED, "l", 0, true);
      r.ran(c0, 0, 30, a, SliceEnd.PREEMPTED_USER).preempted(a, 30, Task.IDLE);
      r.ran(c0, 30, 60, Task.IDLE, SliceEnd.IDLE_END);
      r.ran(c0, 60, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      r.ran(c1, 0, 50, b, SliceEnd.PREEMPTED_USER).preempted(b, 50, Task.IDLE);
      r.ran(c1, 50, 55, Task.IDLE, SliceEnd.IDLE_END);
      r.ran(c1, 55, 100, b, SliceEnd.SLEEPING).slept(b, 100);
      r.held(l, a, 10, 90).waited(l, b, 20, 95);
      try (Timeline t = r.timeline()) {
        LockUse use = only(run(t).byLock());
        assertThat(use.preempted()).isEqualTo(new PreemptedHolders(1, 30, 25, 5));
        assertThat(use.waits()).isEqualTo(new WaitTimes(1, 75, 70, 0, 5, 0, 0, 1, 5, 75));

        HolderPreemptions found = new HolderPreemptionAnalysis().run(t, ProgressMonitor.NONE);
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0))
            .isEqualTo(
                new HolderPreemption(
                    l,
                    a,
                    Task.IDLE,
                    c0,
                    new TimeRange(30, 60),
                    false,
                    List.of(new HurtWaiter(b, 25, 0, 5))));
        assertThat(found.costNs(0)).isEqualTo(30);
        assertThat(found.get(0).wasteNs()).isEqualTo(25);
        assertThat(found.ofSlice((int) t.slices(c0).firstRow())).containsExactly(0);
        assertThat(found.ofSlice((int) t.slices(c0).firstRow() + 2)).isEmpty();
      }
    }
  }

  @Test
  void theThreadThatWokeAWaiterHeldTheLock() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      int m = r.builder.lock(LockKind.KERNEL_MUTEX, "", 0xff10, true);
      r.ran(c0, 0, 30, a, SliceEnd.PREEMPTED_KERNEL).preempted(a, 30, Task.IDLE);
      r.ran(c0, 30, 60, Task.IDLE, SliceEnd.IDLE_END);
      r.ran(c0, 60, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      r.ran(c1, 0, 25, b, SliceEnd.UNINTERRUPTIBLE).slept(b, 25);
      r.woken(b, 90, a, Wakeup.Kind.WAKING);
      r.ran(c1, 95, 100, b, SliceEnd.SLEEPING).slept(b, 100);
      r.waited(m, b, 20, 96);
      try (Timeline t = r.timeline()) {
        LockUse use = only(run(t).byLock());
        assertThat(use.name()).isEqualTo("0xff10");
        assertThat(use.acquisitions()).as("the wait that ended with the lock").isEqualTo(1);
        assertThat(use.contended()).isEqualTo(1);
        assertThat(use.holds()).isEqualTo(new HoldTimes(1, 70, 70, 40, 30, 0, 0, 70, 70));
        assertThat(use.preempted()).isEqualTo(new PreemptedHolders(1, 30, 0, 30));
        assertThat(new HolderPreemptionAnalysis().run(t, ProgressMonitor.NONE).get(0).inferred())
            .isTrue();
      }
    }
  }

  @Test
  void aSpinlockWakesNobodySoItsHolderStaysUnknown() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      int s = r.builder.lock(LockKind.PG_SPINLOCK, "s", 0x20, true);
      r.ran(cpu, 0, 20, b, SliceEnd.SLEEPING).slept(b, 20);
      r.ran(cpu, 20, 50, a, SliceEnd.SLEEPING).slept(a, 50);
      r.woken(b, 40, a, Wakeup.Kind.WAKING).ran(cpu, 50, 60, b, SliceEnd.SLEEPING).slept(b, 60);
      r.waited(s, b, 10, 55);
      try (Timeline t = r.timeline()) {
        LockUse use = only(run(t).byLock());
        assertThat(use.holds()).isEqualTo(HoldTimes.NONE);
        assertThat(use.waits()).isEqualTo(new WaitTimes(1, 45, 15, 20, 10, 0, 0, 0, 0, 45));
      }
    }
  }

  @Test
  void withoutSchedulerEventsAWaitIsSleepAndWhatItsOwnRecordSaysOfSpinning() {
    try (var r = new Recording()) {
      int a = r.builder.task(10, 10, "a", 0, false);
      int l = r.builder.lock(LockKind.HEAVYWEIGHT, "relation 7", 0, true);
      r.builder.lockWait(
          100, 400, l, a, LockMode.ACCESS_SHARE, -1, 120, -1, true, Provenance.RECORDED);
      try (Timeline t = r.timeline()) {
        assertThat(only(run(t).byLock()).waits())
            .isEqualTo(new WaitTimes(1, 300, 120, 180, 0, 300, 0, 0, 0, 300));
        assertThat(only(run(t, 100, 200).byLock()).waits().spinNs()).isEqualTo(100);
        assertThat(only(run(t, 200, 400).byLock()).waits().spinNs()).isEqualTo(20);
      }
    }
  }

  @Test
  void modesAreToldApartAndNamesPutTogether() {
    try (var r = new Recording()) {
      int a = r.builder.task(10, 10, "a", 0, false);
      int x = r.builder.lock(LockKind.LWLOCK, "BufferMapping", 0x10, true);
      int y = r.builder.lock(LockKind.LWLOCK, "BufferMapping", 0x20, true);
      r.ran(r.builder.cpu(0), 0, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      r.held(x, a, 0, 40).held(y, a, 50, 60);
      r.builder.hold(60, 90, x, a, LockMode.SHARED, true, Provenance.RECORDED);
      try (Timeline t = r.timeline()) {
        Locks locks = run(t);
        assertThat(locks.modes(x)).containsExactly(LockMode.EXCLUSIVE, LockMode.SHARED);
        assertThat(locks.byLock()).extracting(LockUse::lock).containsExactly(x, y);
        LockUse use = only(locks.byName());
        assertThat(use.locks()).isEqualTo(2);
        assertThat(use.lock()).isEqualTo(x);
        assertThat(use.acquisitions()).isEqualTo(3);
        assertThat(use.holds().totalNs()).isEqualTo(80);
        assertThat(use.holds().exclusiveNs()).isEqualTo(50);
        assertThat(use.utilisation()).as("of the busiest").isCloseTo(0.4, EXACT);
        assertThat(use.topHolders()).containsExactly(new TaskTime(a, 3, 80));
      }
    }
  }

  @Test
  void locksOfRowsAreOneClassOfTheirTable() {
    try (var r = new Recording()) {
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(r.builder.cpu(0), 0, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      List<String> tags =
          List.of(
              "tuple (0,31) of relation 16493 of database 5",
              "tuple (7,102) of relation 16493 of database 5",
              "tuple (0,31) of relation 16500 of database 5",
              "transaction 1537",
              "transaction 1704",
              "virtual transaction 3/17",
              "relation 16493 of database 5",
              "advisory lock [5,0,42,1]");
      for (int i = 0; i < tags.size(); i++) {
        int lock = r.builder.lock(LockKind.HEAVYWEIGHT, tags.get(i), 0, true);
        r.waited(lock, a, 10 * i, 10 * i + 9 - i);
      }
      r.waited(r.builder.lock(LockKind.OTHER, "transaction 8", 0, true), a, 90, 91);
      try (Timeline t = r.timeline()) {
        assertThat(run(t).byClass())
            .extracting(LockUse::name, LockUse::locks, use -> use.waits().totalNs())
            .containsExactly(
                tuple("tuples of relation 16493 of database 5", 2, 17L),
                tuple("transactions", 2, 11L),
                tuple("tuples of relation 16500 of database 5", 1, 7L),
                tuple("virtual transactions", 1, 4L),
                tuple("relation 16493 of database 5", 1, 3L),
                tuple("advisory locks", 1, 2L),
                tuple("transaction 8", 1, 1L));
      }
    }
  }

  @Test
  void aWaitInsideAWaitIsTold() {
    try (var r = new Recording()) {
      int a = r.builder.task(10, 10, "a", 0, false);
      int outer = r.builder.lock(LockKind.PG_SPINLOCK, "s", 0x10, true);
      int inner = r.builder.lock(LockKind.KERNEL_MUTEX, "", 0x20, true);
      r.ran(r.builder.cpu(0), 0, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      r.waited(outer, a, 10, 60).waited(inner, a, 20, 30).waited(inner, a, 40, 45);
      r.waited(inner, a, 70, 80);
      try (Timeline t = r.timeline()) {
        List<LockUse> uses = run(t).byLock();
        assertThat(uses).extracting(LockUse::lock).containsExactly(outer, inner);
        assertThat(uses).extracting(use -> use.waits().innerNs()).containsExactly(15L, 0L);
      }
    }
  }

  /// The probes tell a wait of a at 10 to 50 and 60 to 70, the log tells the first again, with its
  /// holder; of b the log tells a wait that the probes do not have.
  @Test
  void aWaitThatTheLogTellsAgainCountsOnce() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      int holder = r.builder.task(12, 12, "c", 0, false);
      int probed = r.builder.lock(LockKind.HEAVYWEIGHT, "transaction 7", 0, true);
      int logged = r.builder.lock(LockKind.HEAVYWEIGHT, "transaction 7", 0, true);
      r.ran(cpu, 0, 100, holder, SliceEnd.TRACE_END);
      r.waited(probed, a, 10, 50).waited(probed, a, 60, 70);
      for (int[] wait : new int[][] {{a, 9, 51}, {b, 20, 50}}) {
        r.builder.lockWait(
            wait[1],
            wait[2],
            logged,
            wait[0],
            LockMode.UNKNOWN,
            holder,
            -1,
            -1,
            true,
            Provenance.DERIVED);
      }
      try (Timeline t = r.timeline()) {
        LockUse use = only(run(t).byName());
        assertThat(use.waits().count()).isEqualTo(3);
        assertThat(use.waits().totalNs()).isEqualTo(40 + 10 + 30);
        var record = new LockRecord(t, ProgressMonitor.NONE);
        assertThat(record.waits.toldHolder(0))
            .as("who held the lock only the log tells")
            .isEqualTo(holder);
      }
    }
  }

  @Test
  void theSemaphoreThatAWaitSleepsOnIsNoLockInsideIt() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      int lock = r.builder.lock(LockKind.LWLOCK, "WALInsert", 0x10, true);
      int semaphore = r.builder.lock(LockKind.FUTEX, "", 0x20, true);
      int mutex = r.builder.lock(LockKind.KERNEL_MUTEX, "", 0x30, true);
      r.ran(cpu, 0, 100, a, SliceEnd.TRACE_END);
      r.waited(lock, a, 10, 50).waited(semaphore, a, 12, 30).waited(mutex, a, 40, 45);
      try (Timeline t = r.timeline()) {
        LockUse use =
            run(t).byLock().stream().filter(u -> u.lock() == lock).findFirst().orElseThrow();
        assertThat(use.waits().innerNs()).isEqualTo(5);
      }
    }
  }

  @Test
  void whoseWaitersOfAClassOfLocksThoseAreNobodyKnows() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      int l = r.builder.lock(LockKind.LWLOCK, "BufferContent", 0, false);
      r.ran(c0, 0, 30, a, SliceEnd.PREEMPTED_KERNEL).preempted(a, 30, b);
      r.ran(c0, 30, 60, b, SliceEnd.SLEEPING).slept(b, 60);
      r.ran(c0, 60, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      r.held(l, a, 10, 90).waited(l, b, 40, 95);
      try (Timeline t = r.timeline()) {
        LockUse use = only(run(t).byLock());
        assertThat(use.preempted()).isEqualTo(new PreemptedHolders(1, 30, 0, 0));
        assertThat(use.utilisation()).isZero();
        assertThat(use.handOvers()).isEqualTo(HandOvers.NONE);
      }
    }
  }

  private static Locks run(Timeline timeline) {
    return new LocksAnalysis().run(timeline, ProgressMonitor.NONE);
  }

  private static Locks run(Timeline timeline, long fromNs, long toNs) {
    return new LocksAnalysis().run(timeline, new TimeRange(fromNs, toNs), ProgressMonitor.NONE);
  }

  private static LockUse only(List<LockUse> uses) {
    assertThat(uses).hasSize(1);
    return uses.getFirst();
  }
}
