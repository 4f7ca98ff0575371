package dev.corelane.analysis.inversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.RandomWork;
import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InversionAnalysisTest {
  private static final InversionAnalysis ANALYSIS = new InversionAnalysis();

  /// One CPU: the holder is preempted from 100 to 300 by a thread, and somebody waits for its lock
  /// since 50.
  @ParameterizedTest
  @CsvSource({"110,125,true", "120,125,true", "125,125,false", "130,120,false"})
  void aThreadThatRunsInsteadMustBeLessUrgentThanTheWaiter(
      int waiterPriority, int middlePriority, boolean inversion) {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int holder = r.builder.task(10, 10, "holder", 0, false);
      int middle = r.builder.task(11, 11, "middle", 0, false);
      int waiter = r.builder.task(12, 12, "waiter", 0, false);
      r.builder.taskPriority(holder, 139);
      r.builder.taskPriority(middle, middlePriority);
      r.builder.taskPriority(waiter, waiterPriority);
      int lock = r.builder.lock(LockKind.LWLOCK, "l", 0x10, true);
      r.slept(waiter, 0).slept(middle, 0);
      r.ran(c0, 0, 100, holder, SliceEnd.PREEMPTED_USER).preempted(holder, 100, middle);
      r.woken(middle, 90, Task.IDLE, Wakeup.Kind.WAKING);
      r.ran(c0, 100, 300, middle, SliceEnd.SLEEPING).slept(middle, 300);
      r.ran(c0, 300, 400, holder, SliceEnd.SLEEPING).slept(holder, 400);
      r.held(lock, holder, 20, 390).waited(lock, waiter, 50, 390);
      try (Timeline t = r.timeline()) {
        Inversions found = ANALYSIS.run(t, ProgressMonitor.NONE);
        assertThat(found.lostNs()).isEqualTo(inversion ? 200 : 0);
        assertThat(found.prioritiesKnown()).isTrue();
        if (inversion) {
          PriorityInversion first = found.inversions().getFirst();
          assertThat(first.holder()).isEqualTo(holder);
          assertThat(first.waiter()).isEqualTo(waiter);
          assertThat(first.instead()).containsExactly(new RanInstead(middle, middlePriority, 200));
          assertThat(first.inferred()).isFalse();
        }
        assertThat(ANALYSIS.run(t, new TimeRange(0, 150), ProgressMonitor.NONE).lostNs())
            .isEqualTo(inversion ? 50 : 0);
      }
    }
  }

  @Test
  void withoutPrioritiesNothingIsClaimed() {
    try (var r = new Recording()) {
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(r.builder.cpu(0), 0, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      try (Timeline t = r.timeline()) {
        Inversions found = ANALYSIS.run(t, ProgressMonitor.NONE);
        assertThat(found.prioritiesKnown()).isFalse();
        assertThat(found.inversions()).isEmpty();
      }
    }
  }

  /// Two threads of one weight alternate; one holds the lock four times as long.
  @Test
  void aThreadThatHoldsTheLockLongerThanItsWeightSubvertsTheScheduler() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int greedy = r.builder.task(10, 10, "greedy", 0, false);
      int[] modest = new int[4];
      r.builder.taskPriority(greedy, 120);
      for (int i = 0; i < modest.length; i++) {
        modest[i] = r.builder.task(20 + i, 20 + i, "modest", 0, false);
        r.builder.taskPriority(modest[i], 120);
      }
      int lock = r.builder.lock(LockKind.LWLOCK, "l", 0x10, true);
      long now = 0;
      for (int round = 0; round < 20; round++) {
        now = turn(r, c0, greedy, lock, now, 400);
        for (int task : modest) {
          now = turn(r, c0, task, lock, now, 50);
        }
      }
      try (Timeline t = r.timeline()) {
        Inversions found = ANALYSIS.run(t, ProgressMonitor.NONE);
        assertThat(found.inversions()).isEmpty();
        assertThat(found.subversions()).hasSize(1);
        Subversion s = found.subversions().getFirst();
        assertThat(s.task()).isEqualTo(greedy);
        assertThat(s.weightShare()).isEqualTo(0.2);
        assertThat(s.acquisitions()).isEqualTo(20);
        assertThat(s.heldNs()).isEqualTo(20 * 400);
        assertThat(s.lockShare()).isEqualTo(400 / 600.0);
      }
    }
  }

  private static long turn(Recording r, int cpu, int task, int lock, long from, long ns) {
    r.ran(cpu, from, from + ns, task, SliceEnd.SLEEPING).slept(task, from + ns);
    r.held(lock, task, from, from + ns);
    return from + ns;
  }

  @Property(tries = 40)
  void isWhatEveryNanosecondTells(
      @ForAll long seed,
      @ForAll boolean moves,
      @ForAll @IntRange(min = 0, max = 999) int cutInThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed, moves)) {
      TimeRange whole = t.range();
      long cut = whole.startNs() + whole.durationNs() * cutInThousandths / 1000;
      long all = ANALYSIS.run(t, ProgressMonitor.NONE).lostNs();
      assertThat(all).isEqualTo(slow(t));
      long first =
          ANALYSIS.run(t, new TimeRange(whole.startNs(), cut), ProgressMonitor.NONE).lostNs();
      long second =
          ANALYSIS.run(t, new TimeRange(cut, whole.endNs()), ProgressMonitor.NONE).lostNs();
      assertThat(first + second).isEqualTo(all);
    }
  }

  private static long slow(Timeline t) {
    long lost = 0;
    for (long h = 0; h < t.holds().size(); h++) {
      LockHold hold = t.holds().get(h);
      for (long w = 0; w < t.waits().size(); w++) {
        LockWait wait = t.waits().get(w);
        if (wait.lock() != hold.lock() || wait.task() == hold.task()) {
          continue;
        }
        for (long ns = Math.max(hold.startNs(), wait.startNs());
            ns < Math.min(hold.endNs(), wait.endNs());
            ns++) {
          int next = kind(t, hold.task(), ns).runnable() ? placeOf(t, hold.task(), ns) : -1;
          int running = next < 0 ? Task.UNKNOWN : runningAt(t, next, ns);
          lost +=
              running > Task.UNKNOWN && t.task(running).priority() > t.task(wait.task()).priority()
                  ? 1
                  : 0;
        }
      }
    }
    return lost;
  }

  private static StateKind kind(Timeline t, int task, long ns) {
    TaskStates states = t.states(task);
    return states.kind(states.at(ns));
  }

  /// Where a recorded move takes it from, else where it runs next.
  private static int placeOf(Timeline t, int task, long from) {
    int last = -1;
    for (long row = 0; row < t.migrations().size(); row++) {
      var move = t.migrations().get(row);
      if (move.task() == task && move.timeNs() <= from) {
        boolean same = true;
        for (long ns = move.timeNs(); ns <= from; ns++) {
          same &= kind(t, task, ns).runnable();
        }
        last = same ? move.toCpu() : last;
      }
    }
    for (long ns = from; ns < t.range().endNs(); ns++) {
      for (long row = 0; row < t.migrations().size(); row++) {
        var move = t.migrations().get(row);
        if (move.task() == task
            && move.timeNs() == ns
            && ns > from
            && kind(t, task, ns).runnable()) {
          return move.fromCpu();
        }
      }
      if (!kind(t, task, ns).runnable()) {
        for (int c = 0; c < t.cpus().size(); c++) {
          if (runningAt(t, c, ns) == task) {
            return c;
          }
        }
        return last;
      }
    }
    return last;
  }

  private static int runningAt(Timeline t, int cpu, long ns) {
    CpuSlices lane = t.slices(cpu);
    long i = lane.at(ns);
    return i < 0 || lane.startNs(i) > ns || lane.endNs(i) <= ns ? Task.UNKNOWN : lane.task(i);
  }
}
