package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.criticalpath.PathClass;
import dev.corelane.analysis.incident.Finding;
import dev.corelane.analysis.incident.Incident;
import dev.corelane.analysis.incident.IncidentAnalysis;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

class IncidentAnalysisTest {
  /// a holds l from 5 to 60 and is preempted from 40 to 55; b waits for l from 20 to 70, and for a
  /// kernel mutex from 75 to 77.
  private static void work(Recording r) {
    int c0 = r.builder.cpu(0);
    int c1 = r.builder.cpu(1);
    int a = r.builder.task(10, 10, "a", 0, false);
    int b = r.builder.task(11, 11, "b", 0, false);
    int l = r.builder.lock(LockKind.LWLOCK, "l", 0x10, true);
    int m = r.builder.lock(LockKind.KERNEL_MUTEX, "", 0x20, true);
    r.ran(c0, 0, 40, a, SliceEnd.PREEMPTED_USER).preempted(a, 40, Task.IDLE);
    r.ran(c0, 40, 55, Task.IDLE, SliceEnd.IDLE_END);
    r.ran(c0, 55, 100, a, SliceEnd.SLEEPING).slept(a, 100);
    r.ran(c1, 0, 30, b, SliceEnd.SLEEPING).slept(b, 30);
    r.woken(b, 60, a, Wakeup.Kind.WAKING).ran(c1, 68, 100, b, SliceEnd.SLEEPING).slept(b, 100);
    r.held(l, a, 5, 60).waited(l, b, 20, 70).waited(m, b, 75, 77);
    r.builder.span(10, 90, b, "transaction", "t", "commit", Provenance.RECORDED);
    r.builder.span(92, 95, b, "transaction", "t", "commit", Provenance.RECORDED);
  }

  @Test
  void theDearestComesFirst() {
    try (var r = new Recording()) {
      work(r);
      try (Timeline t = r.timeline()) {
        Incident incident = new IncidentAnalysis().run(t, ProgressMonitor.NONE);
        assertThat(incident.findings())
            .containsExactly(
                new Finding(Finding.Kind.LOCK_WAITS, 50, 0, 3, 20, 1),
                new Finding(Finding.Kind.PREEMPTED_HOLDERS, 15, 0, 2, 40, 1),
                new Finding(Finding.Kind.PREEMPTION, 15, -1, 2, 40, 1),
                new Finding(Finding.Kind.WAKEUP_LATENCY, 8, -1, 3, 60, 1),
                new Finding(Finding.Kind.KERNEL_LOCKS, 2, 1, 3, 75, 1));
        assertThat(incident.slowest()).hasSize(2);
        assertThat(incident.slowest().getFirst().path().shares())
            .containsEntry(PathClass.PREEMPTED, 15L)
            .containsEntry(PathClass.WAKEUP_DELAY, 8L);
      }
    }
  }

  @Test
  void heavyweightLocksAreToldTogether() {
    try (var r = new Recording()) {
      int cpu = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.ran(cpu, 0, 100, a, SliceEnd.TRACE_END);
      for (int i = 0; i < 4; i++) {
        int lock = r.builder.lock(LockKind.HEAVYWEIGHT, "transaction " + i, 0, true);
        r.waited(lock, a, i * 20, i * 20 + 5 + i);
      }
      try (Timeline t = r.timeline()) {
        assertThat(new IncidentAnalysis().run(t, ProgressMonitor.NONE).findings())
            .first()
            .isEqualTo(new Finding(Finding.Kind.HEAVYWEIGHT_LOCKS, 26, 3, 2, 60, 4));
      }
    }
  }

  /// A query lies in its transaction, and a client of whom nothing was scheduled has no path.
  @Test
  void theSlowestWorkIsToldOnceAndOnlyOfThreadsThatWereScheduled() {
    try (var r = new Recording()) {
      work(r);
      int client = r.builder.task(-1, -1, "client", 0, false);
      r.builder.span(5, 95, client, "transaction", "c", "", Provenance.RECORDED);
      r.builder.span(12, 88, 3, "query", "q", "", Provenance.RECORDED);
      try (Timeline t = r.timeline()) {
        assertThat(new IncidentAnalysis().run(t, ProgressMonitor.NONE).slowest())
            .extracting(work -> work.span().name())
            .containsExactly("t", "t");
      }
    }
  }

  @Test
  void ofARangeOnlyWhatLiesInIt() {
    try (var r = new Recording()) {
      work(r);
      try (Timeline t = r.timeline()) {
        Incident incident =
            new IncidentAnalysis().run(t, new TimeRange(72, 96), ProgressMonitor.NONE);
        assertThat(incident.findings())
            .extracting(Finding::kind)
            .containsExactly(Finding.Kind.KERNEL_LOCKS);
        assertThat(incident.slowest()).hasSize(1);
      }
    }
  }
}
