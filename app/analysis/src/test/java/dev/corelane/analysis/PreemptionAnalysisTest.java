package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.preemption.Preemption;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.analysis.preemption.PreemptionCause;
import dev.corelane.analysis.preemption.PreemptionKind;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreemptionAnalysisTest {
  @Test
  void listsEveryInvoluntarySwitchWithItsCauseByTime() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int idleCpu = r.builder.cpu(2);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      int c = r.builder.task(12, 12, "c", 0, false);
      r.ran(idleCpu, 0, 500, Task.IDLE, SliceEnd.TRACE_END);
      r.ran(c0, 100, 200, a, SliceEnd.PREEMPTED_USER).preempted(a, 200, b);
      r.ran(c1, 100, 150, c, SliceEnd.PREEMPTED_KERNEL).preempted(c, 150, Task.IDLE);
      r.ran(c1, 150, 230, Task.IDLE, SliceEnd.IDLE_END);
      r.ran(c1, 230, 300, a, SliceEnd.YIELDED).preempted(a, 300, c);
      r.ran(c1, 300, 400, c, SliceEnd.PREEMPTED).preempted(c, 400, Task.UNKNOWN);
      r.ran(c0, 200, 400, b, SliceEnd.SLEEPING).slept(b, 400);
      r.ran(c0, 400, 500, a, SliceEnd.SLEEPING).slept(a, 500);
      try (Timeline t = r.timeline()) {
        assertThat(run(t))
            .containsExactly(
                new Preemption(
                    150,
                    c1,
                    c,
                    Task.IDLE,
                    PreemptionKind.KERNEL,
                    PreemptionCause.UNKNOWN,
                    150,
                    true),
                new Preemption(
                    200, c0, a, b, PreemptionKind.USER, PreemptionCause.UNKNOWN, 30, true),
                new Preemption(
                    400,
                    c1,
                    c,
                    Task.UNKNOWN,
                    PreemptionKind.UNKNOWN,
                    PreemptionCause.UNKNOWN,
                    100,
                    false));
      }
    }
  }

  @Test
  void theTimeOffTheCpuEndsWhereTheRecordingNoLongerTells() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      r.ran(cpu, 0, 10, a, SliceEnd.PREEMPTED_USER).preempted(a, 10, b);
      r.ran(cpu, 10, 20, b, SliceEnd.UNKNOWN);
      r.builder.state(a, 25, StateKind.UNKNOWN, ' ', -1, -1, Provenance.RECORDED);
      r.builder.hole(cpu, 20, 80, 7, "lost");
      r.woken(a, 90, b, Wakeup.Kind.WAKING).ran(cpu, 95, 99, a, SliceEnd.SLEEPING).slept(a, 99);
      try (Timeline t = r.timeline()) {
        assertThat(run(t))
            .containsExactly(
                new Preemption(
                    10, cpu, a, b, PreemptionKind.USER, PreemptionCause.UNKNOWN, 15, false));
        assertThat(new PreemptionAnalysis().run(t, ProgressMonitor.NONE).confidence())
            .isEqualTo(Confidence.DATA_MISSING);
      }
    }
  }

  @Test
  void aReturnThatWasNotSeenIsNone() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(c0, 100, 200, a, SliceEnd.PREEMPTED_USER).preempted(a, 200, a);
      r.ran(c1, 230, 300, a, SliceEnd.SLEEPING, true, false).slept(a, 300);
      try (Timeline t = r.timeline()) {
        assertThat(run(t))
            .containsExactly(
                new Preemption(
                    200,
                    c0,
                    a,
                    Task.UNKNOWN,
                    PreemptionKind.USER,
                    PreemptionCause.UNKNOWN,
                    30,
                    false));
      }
    }
  }

  /// Clocks of two CPUs may disagree by a little, so that a thread seems to run on both at once.
  @Test
  void aThreadThatSeemsToRunTwiceAtATimeHasNoNegativeTimes() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(c0, 100, 200, a, SliceEnd.PREEMPTED_USER);
      r.ran(c1, 190, 195, a, SliceEnd.PREEMPTED_USER).preempted(a, 195, a);
      r.ran(c1, 250, 300, a, SliceEnd.SLEEPING).slept(a, 300);
      try (Timeline t = r.timeline()) {
        assertThat(run(t)).extracting(Preemption::offCpuNs).containsExactly(55L, 0L);
      }
    }
  }

  @Test
  void slicesWithoutLengthAreToldApart() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(cpu, 10, 10, a, SliceEnd.PREEMPTED_USER).preempted(a, 10, a);
      r.ran(cpu, 10, 10, a, SliceEnd.PREEMPTED_USER).preempted(a, 10, a);
      r.ran(cpu, 40, 50, a, SliceEnd.SLEEPING).slept(a, 50);
      try (Timeline t = r.timeline()) {
        assertThat(run(t)).extracting(Preemption::offCpuNs).containsExactly(0L, 30L);
      }
    }
  }

  @Test
  void theThreadThatRanNextTellsTheCause() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      r.slept(b, 0);
      r.ran(c0, 0, 30, a, SliceEnd.PREEMPTED_KERNEL).preempted(a, 30, b);
      r.woken(b, 29, a, Wakeup.Kind.WAKING).ran(c0, 30, 60, b, SliceEnd.PREEMPTED_USER);
      r.preempted(b, 60, a).ran(c0, 60, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      r.ran(c0, 100, 120, b, SliceEnd.SLEEPING).slept(b, 120);
      try (Timeline t = r.timeline()) {
        assertThat(run(t))
            .extracting(Preemption::cause)
            .as("b was woken during a's slice; a waited when b's began")
            .containsExactly(PreemptionCause.WAKEUP, PreemptionCause.TICK);
      }
    }
  }

  private static List<Preemption> run(Timeline timeline) {
    Preemptions found = new PreemptionAnalysis().run(timeline, ProgressMonitor.NONE);
    return IntStream.range(0, found.size()).mapToObj(found::get).toList();
  }
}
