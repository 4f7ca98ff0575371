package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.overview.TraceSummary;
import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

class TraceSummaryAnalysisTest {
  @Test
  void countsWhatIsThere() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(cpu, 100, 110, a, SliceEnd.PREEMPTED_USER, true, false);
      r.ran(cpu, 110, 130, a, SliceEnd.PREEMPTED_KERNEL);
      r.ran(cpu, 130, 160, Task.IDLE, SliceEnd.IDLE_END);
      r.ran(cpu, 200, 220, a, SliceEnd.TRACE_END, false, true);
      r.woken(a, 150, Task.IDLE, Wakeup.Kind.WAKEUP);
      r.woken(a, 151, Task.IDLE, Wakeup.Kind.NEW);
      r.builder.source("x", "perf", 12, 4096, 0);
      r.builder.source("y", "perf", 3, 4096, 0);
      r.builder.hole(cpu, 160, 200, 5, "lost");
      try (Timeline t = r.timeline()) {
        TraceSummary summary = run(t);
        assertThat(summary)
            .isEqualTo(
                new TraceSummary(
                    1, 1, 100, 220, 15, 3, 1, 1, 0, 2, 5, 1, 50, 30, 40, Confidence.DATA_MISSING));
        assertThat(summary.durationNs()).isEqualTo(120);
        assertThat(summary.involuntarySwitches()).isEqualTo(2);
      }
    }
  }

  @Test
  void whatTheSourcesCountedGoesFirst() {
    try (var r = new Recording()) {
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(r.builder.cpu(0), 0, 10, a, SliceEnd.SLEEPING);
      r.builder.eventCount("sched:sched_switch", 40, true);
      r.builder.eventCount("sched:sched_waking", 50, true);
      r.builder.property(Properties.LOST_EVENTS, "9");
      r.woken(a, 20, a, Wakeup.Kind.WAKING);
      r.woken(a, 21, a, Wakeup.Kind.WAKEUP);
      try (Timeline t = r.timeline()) {
        TraceSummary summary = run(t);
        assertThat(summary.switches()).isEqualTo(40);
        assertThat(summary.lostEvents()).isEqualTo(9);
        assertThat(summary.wakeups()).as("a waking and its wakeup are one").isEqualTo(1);
        assertThat(summary.confidence()).isEqualTo(Confidence.COMPLETE);
      }
    }
  }

  @Test
  void aCountThatIsNoNumberIsNotBelieved() {
    try (var r = new Recording()) {
      r.builder.property(Properties.LOST_EVENTS, "many");
      r.builder.problem(
          new ImportProblem("x.warn", Severity.WARNING, "", "", 1, "", -1, ImportProblem.NO_TIME));
      try (Timeline t = r.timeline()) {
        assertThat(run(t).lostEvents()).isZero();
        assertThat(run(t).confidence()).isEqualTo(Confidence.COMPLETE);
      }
    }
    try (var r = new Recording()) {
      r.builder.problem(
          new ImportProblem("x.cut", Severity.ERROR, "", "", 1, "", -1, ImportProblem.NO_TIME));
      try (Timeline t = r.timeline()) {
        assertThat(run(t).confidence()).isEqualTo(Confidence.DATA_MISSING);
      }
    }
  }

  private static TraceSummary run(Timeline timeline) {
    return new TraceSummaryAnalysis().run(timeline, ProgressMonitor.NONE);
  }
}
