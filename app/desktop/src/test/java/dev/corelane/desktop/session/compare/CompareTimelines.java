package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.stream.Stream;

/// Timelines of one workload that went on at different speeds.
final class CompareTimelines {
  static final long MS = 1_000_000;

  private CompareTimelines() {}

  /// A worker on one CPU that completes transactions of a length one after the other, each of which
  /// waits for the lock `WAL` for its first fifth and then holds it for two fifths; the third is
  /// preempted by a kernel thread for the last fifth of it. Numbers of CPU and threads, and the
  /// order of locks, depend on the seed, so that ids differ between timelines.
  ///
  /// @param startNs start of the timeline
  /// @param lengthNs length of a transaction
  /// @param transactions how many
  /// @param seed moves internal ids
  static Timeline worker(long startNs, long lengthNs, int transactions, int seed) {
    try (var b = new TimelineBuilder()) {
      for (int i = 0; i < seed; i++) {
        b.lock(LockKind.LWLOCK, "other" + i, 0x100 + i, true);
      }
      int spare = b.task(50 + seed, 50 + seed, "spare", startNs, false);
      int worker = b.task(100 + seed, 100 + seed, "postgres", startNs, false);
      b.taskLabel(worker, "client backend");
      int rival = b.task(7 + seed, 7 + seed, "kworker/0:1", startNs, false);
      b.kernelThread(rival);
      b.mark(startNs + lengthNs / 2, -1, Task.UNKNOWN, "print", "half");
      b.clock(ClockDomain.REALTIME, startNs - seed * lengthNs, 0);
      int lock = b.lock(LockKind.LWLOCK, "WAL", 0x7f00 + seed, true);
      int cpu = b.cpu(2);
      for (int i = 0; i < transactions; i++) {
        long at = startNs + i * lengthNs;
        long fifth = lengthNs / 5;
        boolean preempted = i % 3 == 2;
        long end = at + (preempted ? 4 : 5) * fifth;
        SliceEnd how = preempted ? SliceEnd.PREEMPTED_USER : SliceEnd.SLEEPING;
        b.slice(cpu, at, end, worker, how, 'R', Provenance.RECORDED, false, false, 120, 0);
        if (preempted) {
          b.state(worker, end, StateKind.RUNNABLE_PREEMPTED, 'R', cpu, rival, Provenance.RECORDED);
          b.slice(
              cpu,
              end,
              end + fifth,
              rival,
              SliceEnd.SLEEPING,
              'S',
              Provenance.RECORDED,
              false,
              false,
              120,
              0);
          b.state(rival, end + fifth, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
        } else {
          b.state(worker, end, StateKind.SLEEPING, 'S', -1, -1, Provenance.RECORDED);
          b.wakeup(end, worker, spare, cpu, cpu, Wakeup.Kind.WAKING, false);
        }
        b.lockWait(
            at,
            at + fifth,
            lock,
            worker,
            LockMode.EXCLUSIVE,
            Task.UNKNOWN,
            -1,
            -1,
            true,
            Provenance.RECORDED);
        b.hold(
            at + fifth,
            at + 3 * fifth,
            lock,
            worker,
            LockMode.EXCLUSIVE,
            true,
            Provenance.RECORDED);
        b.span(at, at + lengthNs, worker, "transaction", "t" + i, "commit", Provenance.RECORDED);
      }
      return b.build(ProgressMonitor.NONE);
    }
  }

  static ComparedPart part(String title, Timeline timeline) {
    return ComparedPart.all(new SharedTrace(title, TraceDigest.of(timeline)));
  }

  static CompareModel model(ManualThreads threads, ComparedPart... parts) {
    var model =
        new CompareModel(Stream.of(parts).toList(), threads.threads(), WaitEventLibrary.load());
    model.sides().forEach(side -> side.view().resize(1000, 500));
    threads.runAll();
    return model;
  }
}
