package dev.corelane.trace.file;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.nio.file.Path;

/// The timeline of the files that stand for the versions of the format: a few facts of every sort.
final class GoldenTimeline {
  private final TimelineBuilder b;
  private final int backend;
  private final int other;
  private final int cpu4;
  private final int cpu2;

  private GoldenTimeline(TimelineBuilder builder) {
    b = builder;
    cpu4 = b.cpu(4);
    cpu2 = b.cpu(2);
    backend = b.task(10, 10, "postgres", 100, true);
    other = b.task(11, 10, "größer", 100, false);
  }

  /// Writes the file of the present version; only for the first file of a version.
  public static void main(String[] args) throws IOException {
    try (Timeline timeline = build()) {
      TimelineFile.write(timeline, Path.of(args[0]), ProgressMonitor.NONE);
    }
  }

  static Timeline build() {
    try (var builder = new TimelineBuilder()) {
      var golden = new GoldenTimeline(builder);
      golden.tasks();
      golden.scheduling();
      golden.locks();
      golden.others();
      golden.describe();
      return builder.build(ProgressMonitor.NONE);
    }
  }

  private void tasks() {
    b.taskName(backend, "backend", 150);
    b.taskLabel(backend, "client backend");
    b.taskPriority(backend, 120);
    b.kernelThread(other);
  }

  private void scheduling() {
    slice(cpu4, 100, 200, backend, SliceEnd.PREEMPTED_USER, 'R');
    b.state(backend, 200, StateKind.RUNNABLE_PREEMPTED, 'R', cpu4, other, Provenance.DERIVED);
    slice(cpu2, 150, 250, other, SliceEnd.SLEEPING, 'S');
    b.state(other, 250, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
    slice(cpu4, 200, 300, Task.IDLE, SliceEnd.IDLE_END, ' ');
    int row = b.wakeup(270, other, backend, cpu4, cpu2, Wakeup.Kind.NEW, true);
    b.state(other, 270, StateKind.RUNNABLE_WAKEUP, ' ', cpu2, row, Provenance.INFERRED);
    slice(cpu2, 350, 400, other, SliceEnd.EXITED, 'X');
    b.state(other, 400, StateKind.DEAD, 'X', -1, -1, Provenance.RECORDED);
    b.taskExit(other, 400);
    slice(cpu4, 320, 400, backend, SliceEnd.TRACE_END, ' ');
    b.migration(290, other, cpu4, cpu2);
    b.hole(cpu2, 260, 280, 17, "PERF_RECORD_LOST");
  }

  private void locks() {
    int lock = b.lock(LockKind.LWLOCK, "ProcArray", 0xffff_8000_1234_5678L, true);
    b.hold(120, 310, lock, backend, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    b.lockWait(
        160, 320, lock, other, LockMode.SHARED, backend, 10, 120, true, Provenance.SYNTHETIC);
  }

  private void others() {
    b.span(110, 390, backend, "transaction", "new order", "commit", Provenance.RECORDED);
    b.span(110, 200, backend, "query", "select", "", Provenance.DERIVED);
    int event = b.waitEvent("LWLock", "ProcArray", "ProcArrayLock");
    b.waitSample(170, other, event, 0x0123_4567_89ab_cdefL, 100);
    b.waitSample(270, other, -1, 0, 100);
    int track = b.counterTrack("power", "W", cpu4, Task.UNKNOWN);
    b.counter(100, track, 1.5);
    b.counter(300, track, Double.NaN);
    b.mark(130, cpu4, backend, "exec", "/usr/bin/postgres");
  }

  private void describe() {
    int clock = b.clock("CLOCK_MONOTONIC", -5, 2);
    b.source("perf.data", "perf", 1234, 5678, clock);
    b.property(Properties.KERNEL_RELEASE, "6.12.0");
    b.eventCount("sched:sched_switch", 6, true);
    b.eventCount("irq:irq_handler_entry", 3, false);
    b.problem(
        new ImportProblem(
            "perf.lost",
            Severity.DATA_LOSS,
            "17 records were lost.",
            "Use a larger buffer.",
            1,
            "perf.data",
            4096,
            260));
  }

  private void slice(int cpu, long start, long end, int task, SliceEnd how, char letter) {
    b.slice(cpu, start, end, task, how, letter, Provenance.RECORDED, false, false, 120, 0x11);
  }
}
