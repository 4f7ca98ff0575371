package dev.corelane.analysis.criticalpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.RandomWork;
import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CriticalPathAnalysisTest {
  /// a waits for l, which b holds; b is preempted meanwhile, then releases it and wakes a.
  @Test
  void thePathGoesThroughTheThreadThatWasWaitedFor() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int c1 = r.builder.cpu(1);
      int a = r.builder.task(10, 10, "a", 0, false);
      int b = r.builder.task(11, 11, "b", 0, false);
      int l = r.builder.lock(LockKind.LWLOCK, "l", 0x10, true);
      r.ran(c0, 0, 30, a, SliceEnd.SLEEPING).slept(a, 30);
      r.ran(c1, 0, 40, b, SliceEnd.PREEMPTED_USER).preempted(b, 40, Task.IDLE);
      r.ran(c1, 40, 55, Task.IDLE, SliceEnd.IDLE_END);
      r.ran(c1, 55, 100, b, SliceEnd.SLEEPING).slept(b, 100);
      r.woken(a, 60, b, Wakeup.Kind.WAKING).ran(c0, 68, 100, a, SliceEnd.SLEEPING).slept(a, 100);
      r.held(l, b, 5, 60).waited(l, a, 20, 70);
      r.builder.span(10, 90, a, "transaction", "t", "commit", Provenance.RECORDED);
      try (Timeline t = r.timeline()) {
        CriticalPath path =
            new CriticalPathAnalysis(a).run(t, new TimeRange(10, 90), ProgressMonitor.NONE);
        assertThat(path.segments())
            .containsExactly(
                new PathSegment(10, 20, a, PathClass.RUNNING, -1, 0),
                new PathSegment(20, 30, a, PathClass.SPINNING, l, 0),
                new PathSegment(30, 40, b, PathClass.RUNNING, l, 1),
                new PathSegment(40, 55, b, PathClass.PREEMPTED, l, 1),
                new PathSegment(55, 60, b, PathClass.RUNNING, l, 1),
                new PathSegment(60, 68, a, PathClass.WAKEUP_DELAY, l, 0),
                new PathSegment(68, 70, a, PathClass.SPINNING, l, 0),
                new PathSegment(70, 90, a, PathClass.RUNNING, -1, 0));
        assertThat(path.shares())
            .isEqualTo(
                Map.of(
                    PathClass.RUNNING, 45L,
                    PathClass.SPINNING, 12L,
                    PathClass.PREEMPTED, 15L,
                    PathClass.WAKEUP_DELAY, 8L));
        assertThat(path.locks()).isEqualTo(Map.of(l, 50L));
      }
    }
  }

  @Test
  void whatAnInterruptEndedIsSleepOrInputAndOutput() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(cpu, 0, 10, a, SliceEnd.UNINTERRUPTIBLE);
      r.builder.state(a, 10, StateKind.UNINTERRUPTIBLE, 'D', -1, -1, Provenance.RECORDED);
      int row = r.builder.wakeup(50, a, Task.IDLE, cpu, cpu, Wakeup.Kind.WAKING, true);
      r.ran(cpu, 10, 52, Task.IDLE, SliceEnd.IDLE_END);
      r.runnable(a, 50, row).ran(cpu, 52, 60, a, SliceEnd.SLEEPING).slept(a, 60);
      r.ran(cpu, 60, 100, Task.IDLE, SliceEnd.TRACE_END);
      try (Timeline t = r.timeline()) {
        assertThat(
                new CriticalPathAnalysis(a)
                    .run(t, ProgressMonitor.NONE).segments().stream().map(PathSegment::kind))
            .isEqualTo(
                List.of(
                    PathClass.RUNNING,
                    PathClass.IO,
                    PathClass.WAKEUP_DELAY,
                    PathClass.RUNNING,
                    PathClass.SLEEPING));
      }
    }
  }

  @Property(tries = 40)
  void partsFollowEachOtherAndAddUpToTheLength(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 1000) int from,
      @ForAll @IntRange(min = 0, max = 1000) int length) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      long start = t.range().startNs() + t.range().durationNs() * from / 1000;
      long end = Math.min(t.range().endNs(), start + t.range().durationNs() * length / 1000);
      for (int task = Task.UNKNOWN + 1; task < t.taskCount(); task++) {
        CriticalPath path =
            new CriticalPathAnalysis(task).run(t, new TimeRange(start, end), ProgressMonitor.NONE);
        long at = start;
        for (PathSegment part : path.segments()) {
          assertThat(part.startNs()).isEqualTo(at);
          assertThat(part.durationNs()).isPositive();
          at = part.endNs();
        }
        assertThat(at).isEqualTo(end);
        assertThat(path.shares().values().stream().mapToLong(Long::longValue).sum())
            .isEqualTo(end - start);
      }
    }
  }
}
