package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.TaskState;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of slices and states where events are missing, contradict each other or come in the
/// wrong order.
class SchedulingTrackerTest {
  private static final long BEFORE = Long.MIN_VALUE;

  private final KernelTrace trace = new KernelTrace();

  @AfterEach
  void close() {
    trace.close();
  }

  @Test
  void traceEndCutsTheLastSlices() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.at(500, 1, 0);
    assertThat(trace.slices(0)).containsExactly("100-100 0 IDLE_END", "100-500 10 TRACE_END");
    assertThat(trace.sliceList(0).getLast().endClipped()).isTrue();
    assertThat(trace.problemCounts()).isEmpty();
  }

  /// 20 came, 30 leaves: a switch between them is missing. 20 ran at least until the event that
  /// still showed it; what follows is unknown, for the CPU and for 20.
  @Test
  void brokenChainIsUnknownFromTheLastSighting() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.at(250, 0, 20).wake(SchedTracepoint.WAKING, 99, 0);
    trace.switchTo(400, 0, 30, TaskState.INTERRUPTIBLE, 10);
    trace.switchTo(500, 0, 10, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.slices(0))
        .containsExactly(
            "100-100 10 SLEEPING",
            "100-250 20 UNKNOWN",
            "250-400 -1 UNKNOWN",
            "400-500 10 SLEEPING");
    assertThat(trace.sliceList(0).get(1).endClipped()).isTrue();
    assertThat(trace.states(20)).containsSequence("100-250 RUNNING", "250-500 UNKNOWN");
    assertThat(trace.states(30)).endsWith("400-500 SLEEPING");
    assertThat(trace.problemCounts()).containsExactly("sched.chain-broken=1");
    assertThat(trace.timeline().holes())
        .containsExactly(new Hole(0, 250, 400, 0, "switch chain broken"));
    assertThat(trace.problemList().getFirst().firstTimeNs()).isEqualTo(400);
  }

  /// A reported loss explains the break: one hole, no further problem.
  @Test
  void lossIsAHoleAndItsSliceIsInferred() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.at(300, 0, -1);
    trace.tracker.lost(0, 300, 7, "PERF_RECORD_LOST");
    trace.switchTo(400, 0, 30, TaskState.INTERRUPTIBLE, 10);
    trace.switchTo(500, 0, 10, TaskState.INTERRUPTIBLE, 20);
    assertThat(trace.timeline().holes())
        .containsExactly(new Hole(0, 100, 300, 7, "PERF_RECORD_LOST"));
    assertThat(trace.problemCounts()).isEmpty();
    SchedSlice doubtful = trace.sliceList(0).get(1);
    assertThat(doubtful.task()).isEqualTo(trace.task(20).id());
    assertThat(doubtful.provenance()).isEqualTo(Provenance.INFERRED);
    assertThat(doubtful.endClipped()).isTrue();
    assertThat(trace.sliceList(0).getLast().provenance()).isEqualTo(Provenance.RECORDED);
  }

  /// The chain holds over the loss, but whatever ran in between is not known: the slice is
  /// inferred.
  @Test
  void lossWithinASliceMakesItInferred() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.at(300, 0, -1);
    trace.tracker.lost(0, 300, 7, "x");
    trace.switchTo(400, 0, 20, TaskState.INTERRUPTIBLE, 10);
    assertThat(trace.slices(0)).contains("100-400 20 SLEEPING");
    assertThat(trace.sliceList(0).get(1).provenance()).isEqualTo(Provenance.INFERRED);
    assertThat(trace.problemCounts()).isEmpty();
  }

  @Test
  void lossOfNoKnownCpuDoubtsAll() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.switchTo(150, 1, 11, TaskState.INTERRUPTIBLE, 21);
    trace.tracker.lost(-1, 300, 3, "x");
    trace.switchTo(400, 0, 20, TaskState.INTERRUPTIBLE, 0);
    trace.switchTo(400, 1, 21, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.timeline().holes()).containsExactly(new Hole(-1, 150, 300, 3, "x"));
    assertThat(trace.sliceList(0).get(1).provenance()).isEqualTo(Provenance.INFERRED);
    assertThat(trace.sliceList(1).getLast().provenance()).isEqualTo(Provenance.INFERRED);
  }

  /// After a break, the next event of the CPU shows who runs there.
  @Test
  void nextEventShowsWhoRuns() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.switchTo(200, 1, 20, TaskState.INTERRUPTIBLE, 30);
    trace.at(300, 0, 40).wake(SchedTracepoint.WAKING, 20, 0);
    trace.switchTo(400, 0, 40, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.slices(0)).contains("300-400 40 SLEEPING");
    SchedSlice seen = trace.sliceList(0).getLast();
    assertThat(seen.startClipped()).isTrue();
    assertThat(seen.provenance()).isEqualTo(Provenance.INFERRED);
  }

  /// A task seen on a second CPU has left the first, although no switch says so.
  @Test
  void taskOnTwoCpus() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.switchTo(200, 1, 0, TaskState.RUNNING, 10);
    trace.switchTo(300, 1, 10, TaskState.INTERRUPTIBLE, 0);
    trace.at(350, 0, 20);
    assertThat(trace.slices(1)).contains("200-300 10 SLEEPING");
    assertThat(trace.states(10))
        .containsSequence("100-200 UNKNOWN", "200-300 RUNNING", "300-350 SLEEPING");
    assertThat(trace.problemCounts()).containsExactly("sched.task-on-two-cpus=1");
  }

  /// Recorders stop one CPU after another: no event follows on the first, so nothing is wrong.
  @Test
  void taskThatMovesAfterItsCpuWasSwitchedOffIsNoProblem() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.switchTo(200, 1, 0, TaskState.RUNNING, 10);
    trace.switchTo(300, 1, 10, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.problemCounts()).isEmpty();
  }

  /// After a break on one CPU, an event shows a task that ran on another until then.
  @Test
  void taskShownByAnEventLeavesItsOtherCpu() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.switchTo(110, 1, 0, TaskState.RUNNING, 20);
    trace.switchTo(200, 2, 20, TaskState.RUNNING, 30);
    trace.at(300, 1, 10);
    trace.switchTo(400, 1, 10, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.slices(1)).contains("300-400 10 SLEEPING");
    assertThat(trace.states(10)).endsWith("300-400 RUNNING", "400-400 SLEEPING");
  }

  @Test
  void timesThatGoBackAreRaised() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.switchTo(200, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.switchTo(150, 0, 20, TaskState.INTERRUPTIBLE, 30);
    trace.switchTo(300, 0, 30, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.slices(0))
        .containsExactly(
            "100-100 0 IDLE_END",
            "100-200 10 SLEEPING",
            "200-200 20 SLEEPING",
            "200-300 30 SLEEPING");
    assertThat(trace.problemCounts()).containsExactly("sched.out-of-order=1");
  }

  @Test
  void switchWithoutACpuIsLeftOut() {
    trace.at(50, 0, 0);
    trace.switchTo(100, -1, 0, TaskState.RUNNING, 10);
    trace.switchTo(110, CpuStates.HIGHEST_NUMBER + 1, 0, TaskState.RUNNING, 10);
    trace.switchTo(120, CpuStates.HIGHEST_NUMBER, 0, TaskState.RUNNING, 10);
    assertThat(trace.problemCounts()).containsExactly("sched.no-cpu=2");
    assertThat(trace.timeline().cpus())
        .extracting(c -> c.number())
        .containsExactlyInAnyOrder(0, CpuStates.HIGHEST_NUMBER);
  }

  /// Neither exit nor fork was recorded, but a dead task cannot come to a CPU.
  @Test
  void deadTaskThatRunsAgainIsANewLife() {
    trace.name(10, "old").switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.switchTo(200, 0, 10, TaskState.DEAD, 0);
    trace.name(10, "new").switchTo(300, 0, 0, TaskState.RUNNING, 10);
    trace.switchTo(400, 0, 10, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.timeline().tasksOfTid(10))
        .extracting(Task::name)
        .containsExactly("old", "new");
    assertThat(trace.timeline().tasksOfTid(10).getFirst().exitRecorded()).isTrue();
    assertThat(trace.task(10).startRecorded()).isFalse();
  }

  @Test
  void highestThreadIdsOfLinuxAndAbove() {
    int highest = (1 << 22) - 1;
    for (int tid : new int[] {highest, highest + 1, Integer.MAX_VALUE}) {
      trace.switchTo(100, 0, 0, TaskState.RUNNING, tid);
      trace.switchTo(200, 0, tid, TaskState.INTERRUPTIBLE, 0);
    }
    for (int tid : new int[] {highest, highest + 1, Integer.MAX_VALUE}) {
      assertThat(trace.timeline().tasksOfTid(tid)).hasSize(1);
    }
  }

  @Test
  void ofNamesToldBeforeTheFirstEventTheLastHolds() {
    trace.tracker.comm(10, 9, "early", BEFORE);
    trace.tracker.comm(10, 9, "later", 40);
    trace.name(10, "later").switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.tracker.comm(10, 9, "last", 200);
    trace.at(200, 0, 10);
    trace.tracker.comm(10, 9, "no time", BEFORE);
    trace.at(300, 0, 10);
    int id = trace.task(10).id();
    assertThat(trace.timeline().taskNames(id))
        .extracting(TaskName::name)
        .containsExactly("later", "last", "no time");
    assertThat(trace.timeline().taskName(id, 100)).isEqualTo("later");
    assertThat(trace.task(10).pid()).isEqualTo(9);
  }

  @Test
  void traceOfNamesOnlyHasTasksAndNoTime() {
    trace.tracker.comm(10, 9, "sh", BEFORE);
    trace.tracker.created(11, 9, 10, BEFORE);
    assertThat(trace.task(10).name()).isEqualTo("sh");
    assertThat(trace.task(11).pid()).isEqualTo(9);
    assertThat(trace.timeline().range().durationNs()).isZero();
  }

  /// A source that tells only arrivals (SWITCH records "in").
  @Test
  void arrivalsEndTheSliceBefore() {
    trace.at(100, 0, -1);
    trace.tracker.arrive(100, 0, 10);
    trace.at(200, 0, -1);
    trace.tracker.arrive(200, 0, 20);
    trace.at(250, 0, -1);
    trace.tracker.arrive(250, 0, 20);
    trace.at(300, 0, -1);
    trace.tracker.arrive(300, 0, 0);
    assertThat(trace.slices(0)).contains("100-200 10 UNKNOWN", "200-300 20 UNKNOWN");
    assertThat(trace.problemCounts()).isEmpty();
  }

  /// At a switch the flag is already cleared; before 6.13 the same bit meant something else.
  @Test
  void lazyPreemptionIsToldByItsFlag() {
    trace.at(0, 0, 10).flags(2).switchTo(100, 0, 10, TaskState.RUNNING, 20);
    assertThat(trace.tracker.showsLazyPreemption("7.2.13")).isFalse();
    trace.at(200, 0, 20).flags(2).wake(SchedTracepoint.WAKING, 10, 0);
    for (String release : new String[] {"7.2.13", "6.13", "6.13.0-rc1", "10.0.1"}) {
      assertThat(trace.tracker.showsLazyPreemption(release)).as(release).isTrue();
    }
    for (String release : new String[] {"6.12.107", "5.15.18", "6", "", "x.y", "99999.1"}) {
      assertThat(trace.tracker.showsLazyPreemption(release)).as(release).isFalse();
    }
  }
}
