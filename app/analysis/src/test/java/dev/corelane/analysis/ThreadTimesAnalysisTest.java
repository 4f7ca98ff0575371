package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.analysis.latency.ThreadTimes;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

class ThreadTimesAnalysisTest {
  private static final ThreadTimesAnalysis ANALYSIS = new ThreadTimesAnalysis();

  @Test
  void splitsTheLifeOfAThread() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      r.ran(c0, 100, 200, a, SliceEnd.PREEMPTED_KERNEL).preempted(a, 200, b);
      r.ran(c0, 200, 260, b, SliceEnd.SLEEPING).slept(b, 260);
      r.ran(c0, 260, 300, a, SliceEnd.SLEEPING).slept(a, 300);
      r.woken(a, 350, b, Wakeup.Kind.WAKING).ran(c1, 351, 400, a, SliceEnd.SLEEPING).slept(a, 400);
      r.builder.migration(350, a, c0, c1);
      try (Timeline t = r.timeline()) {
        ThreadTimes times = ANALYSIS.run(t, ProgressMonitor.NONE);
        assertThat(times.threads())
            .containsExactly(
                new ThreadTime(a, 189, 61, 60, 60, 50, 3, 1, 1),
                new ThreadTime(b, 60, 0, 0, 0, 140, 1, 0, 0));
        assertThat(times.total().runTimeNs()).isEqualTo(249);
        assertThat(times.total().maxRunDelayNs()).isEqualTo(60);
        assertThat(times.total().switches()).isEqualTo(4);
        assertThat(times.confidence()).isEqualTo(Confidence.COMPLETE);
      }
    }
  }

  @Test
  void aClippedSliceHasNoRunTimeAndCountsAsASwitchOnlyIfItsEndWasSeen() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      r.ran(cpu, 0, 50, a, SliceEnd.PREEMPTED_USER, true, false).preempted(a, 50, b);
      r.ran(cpu, 50, 90, b, SliceEnd.TRACE_END, false, true);
      try (Timeline t = r.timeline()) {
        assertThat(ANALYSIS.run(t, ProgressMonitor.NONE).threads())
            .as("a's wait has no end, b's slice neither")
            .containsExactly(
                new ThreadTime(a, 0, 0, 0, 0, 0, 1, 1, 0),
                new ThreadTime(b, 0, 0, 0, 0, 0, 0, 0, 0));
      }
    }
  }

  @Test
  void aWaitBeforeASliceWhoseSwitchInWasNotSeenHasNoKnownLength() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(c0, 0, 10, a, SliceEnd.PREEMPTED_USER).preempted(a, 10, a);
      r.ran(c1, 10, 50, a, SliceEnd.SLEEPING, true, false).slept(a, 50);
      r.woken(a, 60, a, Wakeup.Kind.WAKING).ran(c1, 67, 70, a, SliceEnd.SLEEPING).slept(a, 70);
      try (Timeline t = r.timeline()) {
        assertThat(ANALYSIS.run(t, ProgressMonitor.NONE).threads())
            .containsExactly(new ThreadTime(a, 13, 7, 0, 7, 10, 3, 1, 1));
      }
    }
  }

  @Test
  void aWaitThatMovesToAnotherCpuIsOneWaitAndOneThatEndsUnknownIsNone() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(cpu, 0, 10, a, SliceEnd.PREEMPTED_USER).preempted(a, 10, a).preempted(a, 30, a);
      r.ran(cpu, 70, 80, a, SliceEnd.PREEMPTED_USER).preempted(a, 80, a);
      r.builder.state(a, 85, StateKind.UNKNOWN, ' ', -1, -1, Provenance.RECORDED);
      r.ran(cpu, 500, 510, a, SliceEnd.SLEEPING).slept(a, 510);
      try (Timeline t = r.timeline()) {
        assertThat(ANALYSIS.run(t, ProgressMonitor.NONE).threads())
            .containsExactly(new ThreadTime(a, 30, 60, 60, 60, 0, 3, 2, 0));
      }
    }
  }

  @Test
  void withoutMigrationEventsTheCpusOfTheSlicesTellTheMoves() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(c0, 0, 10, a, SliceEnd.PREEMPTED_USER).preempted(a, 10, a);
      r.ran(c1, 20, 30, a, SliceEnd.PREEMPTED_USER).preempted(a, 30, a);
      r.ran(c1, 40, 50, a, SliceEnd.PREEMPTED_USER).preempted(a, 50, a);
      r.ran(c0, 60, 70, a, SliceEnd.SLEEPING).slept(a, 70);
      try (Timeline t = r.timeline()) {
        assertThat(ANALYSIS.run(t, ProgressMonitor.NONE).total().migrations()).isEqualTo(2);
      }
    }
  }

  @Test
  void stopsWhenCancelled() {
    var cancelled =
        new ProgressMonitor() {
          @Override
          public void progress(long done, long total, String what) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    try (var r = new Recording()) {
      r.ran(r.builder.cpu(0), 0, 10, r.builder.task(1, 1, "a", 0, false), SliceEnd.SLEEPING);
      try (Timeline t = r.timeline()) {
        assertThatThrownBy(() -> ANALYSIS.run(t, cancelled))
            .isInstanceOf(TaskCancelledException.class);
      }
    }
  }

  @Test
  void namesWhatItNeeds() {
    try (var r = new Recording()) {
      r.builder.mark(5, -1, 1, "print", "hello");
      try (Timeline t = r.timeline()) {
        assertThat(ANALYSIS.possibleOn(t)).isFalse();
      }
    }
    try (var r = new Recording()) {
      int a = r.builder.task(1, 1, "a", 0, false);
      r.ran(r.builder.cpu(0), 0, 10, a, SliceEnd.SLEEPING).slept(a, 10);
      try (Timeline t = r.timeline()) {
        assertThat(ANALYSIS.possibleOn(t)).isTrue();
      }
    }
  }
}
