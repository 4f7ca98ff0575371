package dev.corelane.analysis.preemption;

import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.Steps;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists the involuntary switches of all CPUs in order of time, each with what it cost its victim.
///
/// A thread that called `sched_yield` left of its own will and is not listed. Of a range, the
/// switches in it are listed, each with the whole time that its victim was off the CPU.
public final class PreemptionAnalysis implements TraceAnalysis<Preemptions> {
  /// Creates it.
  public PreemptionAnalysis() {}

  @Override
  public String id() {
    return "preemptions";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES);
  }

  @Override
  public Preemptions run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    var window = Window.of(timeline, range);
    long slices = timeline.tables().table(TableSchema.SLICES).rows();
    var steps = new Steps(monitor, slices, "looking for preemptions");
    var lanes =
        new PriorityQueue<Lane>(
            Comparator.comparingLong((Lane lane) -> lane.endNs).thenComparingInt(lane -> lane.cpu));
    for (Cpu cpu : timeline.cpus()) {
      var lane = new Lane(cpu.index(), timeline.slices(cpu.index()), window);
      if (lane.advance(steps)) {
        lanes.add(lane);
      }
    }
    var victims = new Victims(timeline);
    int[] rows = new int[1024];
    long[] offCpu = new long[1024];
    int size = 0;
    for (Lane lane = lanes.poll(); lane != null; lane = lanes.poll()) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, size * 2);
        offCpu = Arrays.copyOf(offCpu, size * 2);
      }
      rows[size] = lane.row();
      offCpu[size++] =
          victims.offCpu(
              lane.slices.task(lane.index),
              lane.row(),
              lane.slices.startNs(lane.index),
              lane.endNs);
      if (lane.advance(steps)) {
        lanes.add(lane);
      }
    }
    return new Preemptions(timeline, Arrays.copyOf(rows, size), Arrays.copyOf(offCpu, size));
  }

  /// A CPU and its next involuntary switch.
  private static final class Lane {
    final int cpu;
    final CpuSlices slices;
    final Window window;
    long index = -1;
    long endNs;

    Lane(int cpu, CpuSlices slices, Window window) {
      this.window = window;
      this.cpu = cpu;
      this.slices = slices;
    }

    boolean advance(Steps steps) {
      while (++index < slices.count()) {
        steps.next();
        if (slices.end(index).involuntary() && window.contains(slices.endNs(index))) {
          endNs = slices.endNs(index);
          return true;
        }
      }
      return false;
    }

    int row() {
      return Math.toIntExact(slices.firstRow() + index);
    }
  }

  /// What the victims did next.
  private static final class Victims {
    private final Timeline timeline;
    private final SliceBounds bounds;
    private final @Nullable TaskStates[] states;

    Victims(Timeline timeline) {
      this.timeline = timeline;
      this.bounds = new SliceBounds(timeline);
      this.states = new TaskStates[timeline.taskCount()];
    }

    long offCpu(int task, int sliceRow, long startNs, long leftNs) {
      TaskStates all = states[task];
      if (all == null) {
        all = timeline.states(task);
        states[task] = all;
      }
      long i = stateOf(all, sliceRow, startNs);
      do {
        i++;
      } while (i < all.count() && all.kind(i).runnable());
      if (i < all.count()
          && all.kind(i) == StateKind.RUNNING
          && bounds.startSeen(all.sliceRow(i))) {
        return Math.max(0, all.startNs(i) - leftNs);
      }
      long until = i < all.count() ? all.startNs(i) : timeline.range().endNs();
      return -1 - Math.max(0, until - leftNs);
    }

    /// States that take no time start together with the one that follows them, so the state that
    /// covers the start need not be the slice's own.
    private static long stateOf(TaskStates all, int sliceRow, long startNs) {
      long last = all.at(startNs);
      for (long i = last; i >= 0 && all.startNs(i) == startNs; i--) {
        if (all.sliceRow(i) == sliceRow) {
          return i;
        }
      }
      return last;
    }
  }
}
