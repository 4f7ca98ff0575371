package dev.corelane.analysis.locks;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.TimeShares;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// Adds up the waits of every lock.
final class WaitSums {
  private final Timeline timeline;
  private final LockScope work;
  private final Window window;
  private final LocksAnalysis.Sums sums;
  private final LongColumn recordedSpin;
  private final TimeShares shares = new TimeShares();

  WaitSums(Timeline timeline, LockScope work, Window window, LocksAnalysis.Sums sums) {
    this.timeline = timeline;
    this.work = work;
    this.window = window;
    this.sums = sums;
    this.recordedSpin = timeline.waits().table().i64("spin");
  }

  void add(Steps steps) {
    for (int row = 0; row < work.waits.size; row++) {
      steps.next();
      if (window.meets(work.waits.start[row], work.waits.end[row])) {
        addWait(row);
      }
    }
    Grouping byTask = work.waits.byTask(timeline);
    for (int task = 0; task < timeline.taskCount(); task++) {
      addInner(byTask, task, steps);
    }
  }

  private void addWait(int row) {
    LockFacts waits = work.waits;
    long start = waits.start[row];
    long end = waits.end[row];
    long from = Math.max(start, window.startNs());
    long to = Math.min(end, window.endNs());
    UseSums use = sums.of(waits.lock[row], waits.mode(row));
    work.activity.add(waits.task[row], from, to, shares.clear());
    long total = window.overlap(start, end);
    long spin = shares.runningNs();
    if (shares.unknownNs() == total && total > 0) {
      spin = window.overlap(start, Math.min(end, start + recordedSpin(row)));
    }
    use.waitNs += total;
    use.spinNs += spin;
    use.runDelayNs += shares.runnableNs();
    use.sleepNs += total - spin - shares.runnableNs();
    use.unknownWaitNs += shares.unknownNs();
    use.waiterPreemptions += shares.preemptions();
    use.waiterPreemptedNs += shares.preemptedNs();
    int begun = window.contains(start) ? 1 : 0;
    use.waits += begun;
    if (window.contains(end)) {
      use.longestWaitNs = Math.max(use.longestWaitNs, end - start);
    }
    use.waiter(waits.task[row], begun, total);
  }

  private long recordedSpin(int row) {
    return Math.max(0, recordedSpin.get(work.waits.source(row)));
  }

  /// PostgreSQL sleeps for its LWLocks and heavyweight locks on a semaphore of its own, which is a
  /// futex: that is how the wait sleeps, and no other lock.
  private boolean sleepOf(int inner, int outer) {
    LockKind kind = timeline.locks().get(outer).kind();
    return timeline.locks().get(inner).kind() == LockKind.FUTEX
        && (kind == LockKind.LWLOCK || kind == LockKind.HEAVYWEIGHT);
  }

  /// Waits of one thread nest. What a wait shares with those directly inside it is its inner time.
  private void addInner(Grouping byTask, int task, Steps steps) {
    LockFacts waits = work.waits;
    int[] open = new int[8];
    long[] covered = new long[8];
    int depth = 0;
    for (int place = byTask.from(task); place < byTask.to(task); place++) {
      steps.next();
      int row = byTask.row(place);
      while (depth > 0 && waits.end[open[depth - 1]] <= waits.start[row]) {
        depth--;
      }
      if (depth > 0) {
        int outer = open[depth - 1];
        long from = Math.max(waits.start[row], covered[depth - 1]);
        long to = Math.min(waits.end[row], waits.end[outer]);
        if (to > from && !sleepOf(waits.lock[row], waits.lock[outer])) {
          sums.of(waits.lock[outer], waits.mode(outer)).innerNs += window.overlap(from, to);
          covered[depth - 1] = to;
        }
      }
      if (depth == open.length) {
        open = Arrays.copyOf(open, depth * 2);
        covered = Arrays.copyOf(covered, depth * 2);
      }
      open[depth] = row;
      covered[depth++] = waits.start[row];
    }
  }
}
