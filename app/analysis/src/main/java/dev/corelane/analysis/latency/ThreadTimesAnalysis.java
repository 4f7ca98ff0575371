package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Sums run time, run delay and sleep per thread.
///
/// A run delay begins with a wake-up or with a switch-out that left the thread runnable, and ends
/// with its switch-in. `perf sched timehist` calls the first kind "sch delay" and counts the second
/// kind as "wait time"; here both are run delay, and [ThreadTime#preemptedDelayNs] is the second.
/// Waits whose end was not recorded are not counted, because nobody knows how long they took.
///
/// Of a range, times are the shares that lie in it; the longest wait is the longest that ended in
/// it, with its whole length.
public final class ThreadTimesAnalysis implements TraceAnalysis<ThreadTimes> {
  /// Creates it.
  public ThreadTimesAnalysis() {}

  @Override
  public String id() {
    return "thread-times";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES);
  }

  @Override
  public ThreadTimes run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return run(timeline, range, Runtime.getRuntime().availableProcessors(), monitor);
  }

  ThreadTimes run(Timeline timeline, TimeRange range, int parts, ProgressMonitor monitor) {
    var window = Window.of(timeline, range);
    var walk = new StateWalk(timeline, window, parts, monitor, "adding up thread times");
    Supplier<ThreadTimes> found = ask(walk, range, monitor);
    walk.walk();
    return found.get();
  }

  /// The same for who looks at all states for several analyses at once.
  ///
  /// @param walk through the states of the range, still to be done
  /// @param range what to look at
  /// @param monitor told of the progress, asked whether to go on
  /// @return gives the result, once, after the walk
  public Supplier<ThreadTimes> ask(StateWalk walk, TimeRange range, ProgressMonitor monitor) {
    Timeline timeline = walk.timeline();
    var window = Window.of(timeline, range);
    List<Sums> ofStates = walk.add(() -> new Sums(timeline, window));
    return () -> result(timeline, window, ofStates, monitor);
  }

  private static ThreadTimes result(
      Timeline timeline, Window window, List<Sums> ofStates, ProgressMonitor monitor) {
    Sums sums =
        Stream.concat(ofStates.stream(), bySlices(timeline, window, monitor).stream())
            .reduce(Sums::plus)
            .orElseThrow();
    sums.addMigrations(timeline.migrations().table());

    List<ThreadTime> threads = new ArrayList<>();
    ThreadTime total = new ThreadTime(Task.UNKNOWN, 0, 0, 0, 0, 0, 0, 0, 0);
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      ThreadTime thread = sums.of(task);
      threads.add(thread);
      total = total.plus(thread);
    }
    return new ThreadTimes(threads, total, Confidence.of(timeline));
  }

  private static List<Sums> bySlices(Timeline timeline, Window window, ProgressMonitor monitor) {
    int parts = Runtime.getRuntime().availableProcessors();
    return InParallel.map(
        parts,
        monitor,
        "adding up CPU time",
        part -> {
          var sums = new Sums(timeline, window);
          for (int cpu = part; cpu < timeline.cpus().size(); cpu += parts) {
            monitor.checkCancelled();
            sums.addSlices(timeline.slices(cpu));
          }
          return sums;
        });
  }

  /// One number of each sort per task.
  private static final class Sums implements StateWalk.Visitor {
    final SliceBounds bounds;
    final Window window;
    final boolean countMoves;
    final long[] run;
    final long[] delay;
    final long[] preempted;
    final long[] maxDelay;
    final long[] sleep;
    final long[] switches;
    final long[] involuntary;
    final long[] migrations;

    Sums(Timeline timeline, Window window) {
      this.window = window;
      bounds = new SliceBounds(timeline);
      countMoves = timeline.migrations().size() == 0;
      int tasks = timeline.taskCount();
      run = new long[tasks];
      delay = new long[tasks];
      preempted = new long[tasks];
      maxDelay = new long[tasks];
      sleep = new long[tasks];
      switches = new long[tasks];
      involuntary = new long[tasks];
      migrations = new long[tasks];
    }

    ThreadTime of(int task) {
      return new ThreadTime(
          task,
          run[task],
          delay[task],
          preempted[task],
          maxDelay[task],
          sleep[task],
          switches[task],
          involuntary[task],
          migrations[task]);
    }

    void addSlices(CpuSlices lane) {
      for (long i = 0; i < lane.count(); i++) {
        int task = lane.task(i);
        if (lane.whole(i)) {
          run[task] += window.overlap(lane.startNs(i), lane.endNs(i));
        }
        if (bounds.endSeen(lane.firstRow() + i) && window.contains(lane.endNs(i))) {
          switches[task]++;
          if (lane.end(i).involuntary()) {
            involuntary[task]++;
          }
        }
      }
    }

    @Override
    public void visit(int task, StateRun states, long from, long to) {
      for (long i = from; i < to; i++) {
        StateKind kind = states.kind(i);
        if (kind == StateKind.RUNNING) {
          addRun(task, states, i);
        } else if (kind.blocked()) {
          sleep[task] += window.overlap(states.startNs(i), states.endNs(i));
        }
      }
    }

    private void addRun(int task, StateRun states, long running) {
      long first = running;
      while (first > 0 && states.kind(first - 1).runnable()) {
        first--;
      }
      if (first < running && bounds.startSeen(states.sliceRow(running))) {
        boolean afterPreemption = states.kind(first) == StateKind.RUNNABLE_PREEMPTED;
        addDelay(task, states.startNs(first), states.startNs(running), afterPreemption);
      }
      if (countMoves && window.contains(states.startNs(running))) {
        long before = first - 1;
        while (before >= 0 && states.kind(before) != StateKind.RUNNING) {
          before--;
        }
        if (before >= 0 && states.cpu(before) != states.cpu(running)) {
          migrations[task]++;
        }
      }
    }

    private void addDelay(int task, long fromNs, long toNs, boolean afterPreemption) {
      long ns = window.overlap(fromNs, toNs);
      delay[task] += ns;
      if (window.contains(toNs)) {
        maxDelay[task] = Math.max(maxDelay[task], toNs - fromNs);
      }
      if (afterPreemption) {
        preempted[task] += ns;
      }
    }

    Sums plus(Sums that) {
      for (int task = 0; task < run.length; task++) {
        run[task] += that.run[task];
        delay[task] += that.delay[task];
        preempted[task] += that.preempted[task];
        maxDelay[task] = Math.max(maxDelay[task], that.maxDelay[task]);
        sleep[task] += that.sleep[task];
        switches[task] += that.switches[task];
        involuntary[task] += that.involuntary[task];
        migrations[task] += that.migrations[task];
      }
      return this;
    }

    void addMigrations(Table moves) {
      IntColumn moved = moves.i32("task");
      LongColumn time = moves.i64("time");
      for (long row = 0; row < moved.rows(); row++) {
        if (window.contains(time.get(row))) {
          migrations[moved.get(row)]++;
        }
      }
    }
  }
}
