package dev.corelane.importers.incident;

import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntUnaryOperator;

/// Copies slices and states. A builder wants the slices of a CPU and the states of a task in their
/// order, and a slice is both: before a slice all earlier states of its task are written, and with
/// them the slices that they are on other CPUs.
final class SchedulingCopy {
  private static final int SLICES_PER_CHECK = 1 << 14;

  /// The part of one CPU that is still to be copied.
  private static final class Lane {
    final int cpu;
    final CpuSlices slices;
    long next;

    Lane(int cpu, CpuSlices slices) {
      this.cpu = cpu;
      this.slices = slices;
    }

    long startNs() {
      return done() ? Long.MAX_VALUE : slices.startNs(next);
    }

    boolean done() {
      return next >= slices.count();
    }
  }

  private final TimelineBuilder to;
  private final CopyRule rule;
  private final IntUnaryOperator tasks;
  private final IntUnaryOperator cpus;
  private final int[] wakeups;
  private final ProgressMonitor monitor;
  private final Lane[] lanes;
  private final TaskStates[] states;
  private final long[] nextState;
  private long copied;

  SchedulingCopy(
      Timeline from,
      TimelineBuilder to,
      CopyRule rule,
      IntUnaryOperator tasks,
      IntUnaryOperator cpus,
      int[] wakeups,
      ProgressMonitor monitor) {
    this.to = to;
    this.rule = rule;
    this.tasks = tasks;
    this.cpus = cpus;
    this.wakeups = wakeups;
    this.monitor = monitor;
    lanes = new Lane[from.cpus().size()];
    for (Cpu cpu : from.cpus()) {
      lanes[cpu.index()] = new Lane(cpu.index(), from.slices(cpu.index()));
    }
    states = new TaskStates[from.taskCount()];
    nextState = new long[states.length];
    var written = from.tables().table(TableSchema.TASKS).i64("refCount");
    for (int task = Task.UNKNOWN + 1; task < states.length; task++) {
      states[task] = from.states(task);
      // What lies before a task's first state is no state of its own.
      nextState[task] = states[task].count() - written.get(task);
    }
  }

  void run() {
    var queue = new PriorityQueue<Lane>(Comparator.comparingLong(Lane::startNs));
    for (Lane lane : lanes) {
      if (!lane.done()) {
        queue.add(lane);
      }
    }
    while (!queue.isEmpty()) {
      Lane lane = queue.remove();
      if (lane.done()) {
        continue;
      }
      slice(lane);
      if (!lane.done()) {
        queue.add(lane);
      }
    }
    for (int task = Task.UNKNOWN + 1; task < states.length; task++) {
      statesBefore(task, Long.MAX_VALUE);
    }
  }

  /// Copies the next slice of a CPU.
  private void slice(Lane lane) {
    if (++copied % SLICES_PER_CHECK == 0) {
      monitor.checkCancelled();
    }
    long index = lane.next;
    SchedSlice slice = lane.slices.get(index);
    if (slice.task() > Task.UNKNOWN) {
      long row = lane.slices.firstRow() + index;
      statesBefore(slice.task(), row);
      if (lane.next > index) {
        return;
      }
      nextState[slice.task()]++;
    }
    lane.next++;
    boolean gap =
        slice.task() == Task.UNKNOWN
            && slice.end() == SliceEnd.UNKNOWN
            && slice.provenance() == Provenance.DERIVED;
    if (!gap && rule.has(slice.startNs(), slice.endNs()) && wanted(slice.task())) {
      write(lane, index, slice);
    }
  }

  private boolean wanted(int task) {
    return task == Task.IDLE || rule.tasks().test(task);
  }

  private void write(Lane lane, long index, SchedSlice slice) {
    boolean startCut = !rule.has(slice.startNs());
    boolean endCut = !rule.has(slice.endNs());
    to.slice(
        cpus.applyAsInt(lane.cpu),
        rule.place(slice.startNs()),
        rule.place(slice.endNs()),
        tasks.applyAsInt(slice.task()),
        endCut ? SliceEnd.UNKNOWN : slice.end(),
        endCut ? ' ' : slice.stateLetter(),
        startCut || endCut ? Provenance.INFERRED : slice.provenance(),
        slice.startClipped() || startCut,
        slice.endClipped() || endCut,
        lane.slices.priority(index),
        lane.slices.switchFlags(index));
  }

  /// Copies the states of a task up to the one that is a row of SLICES.
  private void statesBefore(int task, long sliceRow) {
    TaskStates all = states[task];
    while (nextState[task] < all.count()) {
      long index = nextState[task];
      long row = all.sliceRow(index);
      if (row < 0) {
        nextState[task]++;
        offCpu(task, all.get(index));
      } else if (row == sliceRow) {
        return;
      } else {
        Lane lane = lanes[all.cpu(index)];
        while (lane.slices.firstRow() + lane.next <= row) {
          slice(lane);
        }
        if (nextState[task] == index) {
          throw new IllegalStateException("a slice is the state of two tasks");
        }
      }
    }
  }

  private void offCpu(int task, ThreadState state) {
    if (!rule.tasks().test(task) || !rule.has(state.startNs(), state.endNs())) {
      return;
    }
    int cause =
        state.kind() == StateKind.RUNNABLE_WAKEUP
            ? state.wakeup() < 0 ? -1 : wakeups[(int) state.wakeup()]
            : tasks.applyAsInt(state.other());
    to.state(
        tasks.applyAsInt(task),
        rule.place(state.startNs()),
        state.kind(),
        state.stateLetter(),
        cpus.applyAsInt(state.cpu()),
        cause,
        state.provenance());
  }
}
