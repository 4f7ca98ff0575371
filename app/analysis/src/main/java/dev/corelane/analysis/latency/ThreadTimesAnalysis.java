package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    var sums = new Sums(timeline, Window.of(timeline, range));
    boolean migrationsRecorded = timeline.migrations().size() > 0;
    int first = Task.UNKNOWN + 1;
    InParallel.map(
        1 + Math.max(0, timeline.taskCount() - first),
        monitor,
        "adding up thread times",
        part -> {
          if (part == 0) {
            sums.addSlices(timeline, monitor);
          } else {
            int task = first + part - 1;
            sums.addStates(task, timeline.states(task), !migrationsRecorded);
          }
          return part;
        });
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

  /// One number of each sort per task. What the slices tell and what the states of a task tell goes
  /// to different places, so that all of it can be added up at the same time.
  private static final class Sums {
    final SliceBounds bounds;
    final Window window;
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

    void addSlices(Timeline timeline, ProgressMonitor monitor) {
      for (Cpu cpu : timeline.cpus()) {
        monitor.checkCancelled();
        addSlices(timeline.slices(cpu.index()));
      }
    }

    private void addSlices(CpuSlices lane) {
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

    void addStates(int task, TaskStates states, boolean countMoves) {
      long waitFrom = Long.MIN_VALUE;
      boolean afterPreemption = false;
      int lastCpu = -1;
      for (long i = 0; i < states.count(); i++) {
        StateKind kind = states.kind(i);
        if (kind.runnable()) {
          if (waitFrom == Long.MIN_VALUE) {
            waitFrom = states.startNs(i);
            afterPreemption = kind == StateKind.RUNNABLE_PREEMPTED;
          }
          continue;
        }
        if (kind == StateKind.RUNNING) {
          if (waitFrom != Long.MIN_VALUE && bounds.startSeen(states.sliceRow(i))) {
            addDelay(task, waitFrom, states.startNs(i), afterPreemption);
          }
          if (countMoves) {
            int cpu = states.cpu(i);
            boolean moved = lastCpu >= 0 && cpu != lastCpu;
            migrations[task] += moved && window.contains(states.startNs(i)) ? 1 : 0;
            lastCpu = cpu;
          }
        } else if (kind.blocked()) {
          sleep[task] += window.overlap(states.startNs(i), states.endNs(i));
        }
        waitFrom = Long.MIN_VALUE;
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
