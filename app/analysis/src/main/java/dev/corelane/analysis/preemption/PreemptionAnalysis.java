package dev.corelane.analysis.preemption;

import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
    List<Lane> lanes =
        InParallel.map(
            timeline.cpus().size(),
            monitor,
            "looking for preemptions",
            cpu -> new Lane(timeline, cpu, window, monitor));
    var next =
        new PriorityQueue<Lane>(
            Comparator.comparingLong(Lane::endNs).thenComparingInt(lane -> lane.cpu));
    lanes.stream().filter(lane -> lane.size > 0).forEach(next::add);
    int size = Math.toIntExact(lanes.stream().mapToLong(lane -> lane.size).sum());
    int[] rows = new int[size];
    long[] offCpu = new long[size];
    byte[] causes = new byte[size];
    for (int i = 0; i < size; i++) {
      Lane lane = next.remove();
      rows[i] = lane.rows[lane.at];
      offCpu[i] = lane.offCpu[lane.at];
      causes[i] = lane.causes[lane.at];
      if (++lane.at < lane.size) {
        next.add(lane);
      }
    }
    return new Preemptions(timeline, rows, offCpu, causes);
  }

  /// The involuntary switches of a CPU.
  private static final class Lane {
    private static final long CHECK_EVERY = (1 << 16) - 1;

    final int cpu;
    final CpuSlices slices;
    int size;
    int at;
    int[] rows = new int[1024];
    long[] offCpu = new long[1024];
    byte[] causes = new byte[1024];

    Lane(Timeline timeline, int cpu, Window window, ProgressMonitor monitor) {
      this.cpu = cpu;
      this.slices = timeline.slices(cpu);
      var victims = new Victims(timeline);
      for (long i = 0; i < slices.count(); i++) {
        if ((i & CHECK_EVERY) == 0) {
          monitor.checkCancelled();
        }
        if (slices.end(i).involuntary() && window.contains(slices.endNs(i))) {
          add(victims, i);
        }
      }
    }

    private void add(Victims victims, long i) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, size * 2);
        offCpu = Arrays.copyOf(offCpu, size * 2);
        causes = Arrays.copyOf(causes, size * 2);
      }
      int row = Math.toIntExact(slices.firstRow() + i);
      rows[size] = row;
      causes[size] = (byte) victims.cause(slices, i).ordinal();
      offCpu[size++] = victims.offCpu(slices.task(i), row, slices.startNs(i), slices.endNs(i));
    }

    /// When the next one happened.
    long endNs() {
      return slices.endNs(rows[at] - slices.firstRow());
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

    private TaskStates states(int task) {
      TaskStates all = states[task];
      if (all == null) {
        all = timeline.states(task);
        states[task] = all;
      }
      return all;
    }

    /// The thread that ran next was woken during the slice, or was there before.
    PreemptionCause cause(CpuSlices lane, long index) {
      long next = index + 1;
      if (next >= lane.count() || lane.task(next) <= Task.UNKNOWN) {
        return PreemptionCause.UNKNOWN;
      }
      TaskStates all = states(lane.task(next));
      long i = stateOf(all, Math.toIntExact(lane.firstRow() + next), lane.startNs(next)) - 1;
      if (i < 0 || !all.kind(i).runnable()) {
        return PreemptionCause.UNKNOWN;
      }
      while (i > 0 && all.kind(i - 1).runnable()) {
        i--;
      }
      return all.kind(i) == StateKind.RUNNABLE_WAKEUP && all.startNs(i) >= lane.startNs(index)
          ? PreemptionCause.WAKEUP
          : PreemptionCause.TICK;
    }

    long offCpu(int task, int sliceRow, long startNs, long leftNs) {
      TaskStates all = states(task);
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
