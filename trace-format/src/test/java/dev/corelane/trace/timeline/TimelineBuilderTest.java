package dev.corelane.trace.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import org.junit.jupiter.api.Test;

class TimelineBuilderTest {
  @Test
  void groupsSlicesByCpuAndStatesByTask() {
    try (var b = new TimelineBuilder()) {
      int c0 = b.cpu(4);
      int c1 = b.cpu(2);
      int a = b.task(10, 10, "a", 0, false);
      int z = b.task(11, 10, "z", 0, false);
      slice(b, c0, 100, 200, a, SliceEnd.PREEMPTED_USER);
      b.state(a, 200, StateKind.RUNNABLE_PREEMPTED, 'R', c0, z, Provenance.RECORDED);
      slice(b, c1, 150, 250, z, SliceEnd.SLEEPING);
      b.state(z, 250, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      slice(b, c0, 200, 300, Task.IDLE, SliceEnd.IDLE_END);
      int row = b.wakeup(270, z, a, c0, c1, Wakeup.Kind.WAKING, true);
      b.state(z, 270, StateKind.RUNNABLE_WAKEUP, ' ', c1, row, Provenance.RECORDED);
      slice(b, c1, 290, 400, z, SliceEnd.TRACE_END);
      slice(b, c0, 320, 400, a, SliceEnd.TRACE_END);
      b.hold(
          120,
          310,
          b.lock(LockKind.LWLOCK, "ProcArray", 0, true),
          a,
          LockMode.EXCLUSIVE,
          true,
          Provenance.RECORDED);

      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        assertThat(t.range().startNs()).isEqualTo(100);
        assertThat(t.range().endNs()).isEqualTo(400);
        assertThat(t.cpus()).extracting("number").containsExactly(4, 2);

        CpuSlices lane = t.slices(c0);
        assertThat(lane.count()).isEqualTo(4);
        assertThat(lane.task(0)).isEqualTo(a);
        assertThat(lane.task(1)).isEqualTo(Task.IDLE);
        assertThat(lane.task(2)).as("a gap is a slice of the unknown task").isEqualTo(Task.UNKNOWN);
        assertThat(lane.startNs(2)).isEqualTo(300);
        assertThat(lane.at(319)).isEqualTo(2);
        assertThat(t.slices(c1).task(0)).isEqualTo(Task.UNKNOWN);

        TaskStates states = t.states(z);
        assertThat(states.count()).isEqualTo(5);
        assertThat(states.kind(0)).isEqualTo(StateKind.UNKNOWN);
        assertThat(states.kind(1)).isEqualTo(StateKind.RUNNING);
        assertThat(states.cpu(1)).isEqualTo(c1);
        assertThat(states.kind(2)).isEqualTo(StateKind.SLEEPING);
        assertThat(states.get(3).other()).isEqualTo(a);
        assertThat(t.wakeups().get(states.get(3).wakeup()).inInterrupt()).isTrue();
        assertThat(states.kind(4)).isEqualTo(StateKind.RUNNING);
        assertThat(states.at(289)).isEqualTo(3);
        for (long i = 0; i + 1 < states.count(); i++) {
          assertThat(states.endNs(i)).isEqualTo(states.startNs(i + 1));
        }
        assertThat(t.states(a).get(1).other()).isEqualTo(z);

        CpuLevels levels = t.levels(c0);
        int top = levels.count() - 1;
        assertThat(levels.buckets(top)).isEqualTo(1);
        assertThat(levels.dominantTask(top, 0)).isEqualTo(a);
        assertThat(levels.involuntarySwitches(top, 0)).isEqualTo(1);
        assertThat(levels.holderPreemptions(top, 0)).isEqualTo(1);
        assertThat(levels.worstDelayNs(top, 0)).isEqualTo(120);
        double width = levels.widthNs(top);
        assertThat(levels.busy(top, 0)).isCloseTo(180 / width, within());
        assertThat(levels.unknown(top, 0)).isCloseTo(20 / width, within());
        assertThat(levels.runnable(top, 0)).isCloseTo(120 / width, within(1e-4));
      }
    }
  }

  @Test
  void holdsNoFactsOfTasksThatAreNotWanted() {
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      int a = b.task(10, 10, "a", 0, false);
      int z = b.task(11, 10, "z", 0, false);
      int lock = b.lock(LockKind.LWLOCK, "ProcArray", 0, true);
      b.keepOnly(task -> task == a);
      for (int task : new int[] {a, z, Task.IDLE}) {
        long at = task == Task.IDLE ? 8900 : 1000L * task;
        slice(b, cpu, at, at + 100, task, SliceEnd.SLEEPING);
        b.state(task, at + 100, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
        b.wakeup(at + 200, task, a, cpu, cpu, Wakeup.Kind.WAKING, false);
        b.migration(at + 200, task, cpu, cpu);
        b.hold(at, at + 50, lock, task, LockMode.SHARED, true, Provenance.RECORDED);
        b.lockWait(at, at + 9, lock, task, LockMode.SHARED, z, 9, 0, true, Provenance.RECORDED);
        b.span(at, at + 90, task, "query", "q", "", Provenance.RECORDED);
        b.waitSample(at, task, -1, 0, 0);
      }
      b.mark(10, -1, Task.UNKNOWN, "of nobody", "");
      b.mark(10, -1, z, "of another", "");
      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        assertThat(t.range().endNs()).isEqualTo(9100);
        assertThat(t.taskCount()).isEqualTo(4);
        for (TableSchema table :
            new TableSchema[] {
              TableSchema.OFF_CPU,
              TableSchema.WAKEUPS,
              TableSchema.MIGRATIONS,
              TableSchema.HOLDS,
              TableSchema.WAITS,
              TableSchema.SPANS,
              TableSchema.WAIT_SAMPLES,
              TableSchema.MARKS
            }) {
          assertThat(t.tables().table(table).rows()).as(table.name()).isEqualTo(1);
        }
        CpuSlices lane = t.slices(cpu);
        for (long i = 0; i < lane.count(); i++) {
          assertThat(lane.task(i)).isIn(a, Task.UNKNOWN);
        }
      }
    }
  }

  @Test
  void sortsLatecomersByTimeAndKeepsTheirReferences() {
    try (var b = new TimelineBuilder()) {
      int task = b.task(7, 7, "t", 0, false);
      int late = b.wakeup(500, task, Task.UNKNOWN, -1, -1, Wakeup.Kind.WAKEUP, false);
      int early = b.wakeup(400, task, Task.UNKNOWN, -1, -1, Wakeup.Kind.NEW, false);
      b.state(task, 400, StateKind.RUNNABLE_WAKEUP, ' ', -1, early, Provenance.RECORDED);
      b.state(task, 450, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
      b.state(task, 500, StateKind.RUNNABLE_WAKEUP, ' ', -1, late, Provenance.RECORDED);
      b.span(10, 20, task, "query", "inner", "", Provenance.RECORDED);
      b.span(5, 30, task, "transaction", "outer", "commit", Provenance.RECORDED);
      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        assertThat(t.wakeups().timeNs(0)).isEqualTo(400);
        TaskStates states = t.states(task);
        long first = states.at(400);
        assertThat(t.wakeups().get(states.get(first).wakeup()).kind()).isEqualTo(Wakeup.Kind.NEW);
        assertThat(t.wakeups().get(states.get(first + 2).wakeup()).timeNs()).isEqualTo(500);
        assertThat(t.spans().get(0).name()).isEqualTo("outer");
        assertThat(t.spans().get(1).parent()).isZero();
        assertThat(t.wakeups().firstAtOrAfter(401)).isEqualTo(1);
      }
    }
  }

  @Test
  void statesEndWhereSchedulingDoesAndTheTimelineGoesOn() {
    try (var b = new TimelineBuilder()) {
      threeThreadsUntil500(b);
      b.mark(50, -1, Task.UNKNOWN, "log", "before the recording");
      b.mark(900, -1, Task.UNKNOWN, "log", "after it");
      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        assertThat(t.range().endNs()).isEqualTo(900);
        assertThat(t.states(2).get(0))
            .as("nothing was recorded before")
            .returns(50L, ThreadState::startNs)
            .returns(StateKind.UNKNOWN, ThreadState::kind)
            .returns(Provenance.DERIVED, ThreadState::provenance);
        for (int task : new int[] {2, 3}) {
          TaskStates states = t.states(task);
          assertThat(states.get(states.count() - 1))
              .returns(500L, ThreadState::startNs)
              .returns(900L, ThreadState::endNs)
              .returns(StateKind.UNKNOWN, ThreadState::kind)
              .returns(Provenance.DERIVED, ThreadState::provenance);
        }
        assertThat(t.states(2).kind(2)).isEqualTo(StateKind.RUNNABLE_PREEMPTED);
        assertThat(t.states(2).endNs(2)).isEqualTo(500);
        assertThat(t.states(3).kind(1)).isEqualTo(StateKind.RUNNING);
        assertThat(t.states(4).kind(t.states(4).count() - 1)).isEqualTo(StateKind.DEAD);
        CpuLevels levels = t.levels(0);
        int top = levels.count() - 1;
        assertThat(levels.runnable(top, 0) * levels.widthNs(top))
            .isCloseTo(200, within(levels.widthNs(top) * 1e-4));
      }
    }
  }

  @Test
  void statesLastToTheEndOfATimelineThatEndsWithScheduling() {
    try (var b = new TimelineBuilder()) {
      threeThreadsUntil500(b);
      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        assertThat(t.states(2).kind(t.states(2).count() - 1))
            .isEqualTo(StateKind.RUNNABLE_PREEMPTED);
        assertThat(t.states(3).kind(t.states(3).count() - 1)).isEqualTo(StateKind.RUNNING);
      }
    }
  }

  @Test
  void ofSeveralEndsOfSchedulingTheLastCounts() {
    try (var b = new TimelineBuilder()) {
      b.schedulingEnds(100);
      threeThreadsUntil500(b);
      b.schedulingEnds(300);
      b.cover(900);
      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        assertThat(t.states(3).startNs(t.states(3).count() - 1)).isEqualTo(500);
      }
    }
  }

  /// Task 2 waits for the CPU from 300 on, 3 runs, 4 has died.
  private static void threeThreadsUntil500(TimelineBuilder b) {
    int cpu = b.cpu(0);
    int waits = b.task(10, 10, "waits", 0, false);
    int runs = b.task(11, 11, "runs", 0, false);
    int dead = b.task(12, 12, "dead", 0, false);
    slice(b, cpu, 100, 200, dead, SliceEnd.EXITED);
    b.state(dead, 200, StateKind.DEAD, 'X', -1, -1, Provenance.RECORDED);
    slice(b, cpu, 200, 300, waits, SliceEnd.PREEMPTED_USER);
    b.state(waits, 300, StateKind.RUNNABLE_PREEMPTED, 'R', cpu, runs, Provenance.RECORDED);
    slice(b, cpu, 300, 500, runs, SliceEnd.TRACE_END);
    b.schedulingEnds(500);
  }

  @Test
  void refusesSlicesOutOfOrder() {
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      slice(b, cpu, 100, 200, Task.IDLE, SliceEnd.IDLE_END);
      assertThatThrownBy(() -> slice(b, cpu, 150, 300, Task.IDLE, SliceEnd.IDLE_END))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("before the end of the last one");
    }
  }

  @Test
  void anEmptyTimelineHasNoLength() {
    try (var b = new TimelineBuilder();
        Timeline t = b.build(ProgressMonitor.NONE)) {
      assertThat(t.range().durationNs()).isZero();
      assertThat(t.cpus()).isEmpty();
      assertThat(t.task(99).id()).isEqualTo(Task.UNKNOWN);
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return within(1e-6);
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  private static void slice(
      TimelineBuilder b, int cpu, long start, long end, int task, SliceEnd how) {
    b.slice(
        cpu,
        start,
        end,
        task,
        how,
        'R',
        Provenance.RECORDED,
        false,
        false,
        Task.PRIORITY_UNKNOWN,
        0);
  }
}
