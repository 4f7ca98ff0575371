package dev.corelane.analysis.preemption;

import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.TimeSort;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Lists the involuntary switches of all CPUs in order of time, each with what it cost its victim.
///
/// A thread that called `sched_yield` left of its own will and is not listed. Of a range, the
/// switches in it are listed, each with the whole time that its victim was off the CPU.
public final class PreemptionAnalysis implements TraceAnalysis<Preemptions> {
  private static final long CHECK_EVERY = (1 << 16) - 1;

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
    return run(timeline, range, Runtime.getRuntime().availableProcessors(), monitor);
  }

  Preemptions run(Timeline timeline, TimeRange range, int parts, ProgressMonitor monitor) {
    var window = Window.of(timeline, range);
    var walk =
        new StateWalk(timeline, window, parts, monitor, "looking what became of the preempted");
    Supplier<Preemptions> found = ask(walk, range, monitor);
    walk.walk();
    return found.get();
  }

  /// The same for who looks at all states for several analyses at once.
  ///
  /// @param walk through the states of the range, still to be done
  /// @param range what to look at
  /// @param monitor told of the progress, asked whether to go on
  /// @return gives the result, once, after the walk
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public Supplier<Preemptions> ask(StateWalk walk, TimeRange range, ProgressMonitor monitor) {
    Timeline timeline = walk.timeline();
    var window = Window.of(timeline, range);
    List<int[]> lanes =
        InParallel.map(
            timeline.cpus().size(),
            monitor,
            "looking for preemptions",
            cpu -> involuntary(timeline.slices(cpu), window, monitor));
    var ranks = new RowRanks(timeline.tables().table(TableSchema.SLICES).rows());
    lanes.forEach(rows -> Arrays.stream(rows).forEach(ranks::add));
    int count = ranks.count();
    Victims victims = Victims.of(timeline, ranks, count);
    walk.add(victims::again);
    return () -> sorted(timeline, lanes, ranks, victims, count);
  }

  /// Rows of the slices of a CPU that ended so.
  private static int[] involuntary(CpuSlices slices, Window window, ProgressMonitor monitor) {
    int[] rows = new int[1024];
    int size = 0;
    for (long i = 0; i < slices.count(); i++) {
      if ((i & CHECK_EVERY) == 0) {
        monitor.checkCancelled();
      }
      if (slices.end(i).involuntary() && window.contains(slices.endNs(i))) {
        rows = size == rows.length ? Arrays.copyOf(rows, size * 2) : rows;
        rows[size++] = Math.toIntExact(slices.firstRow() + i);
      }
    }
    return Arrays.copyOf(rows, size);
  }

  private static Preemptions sorted(
      Timeline timeline, List<int[]> lanes, RowRanks ranks, Victims victims, int count) {
    int[] rows = new int[count];
    long[] leftNs = new long[count];
    for (int cpu = 0; cpu < lanes.size(); cpu++) {
      CpuSlices slices = timeline.slices(cpu);
      for (int row : lanes.get(cpu)) {
        int place = ranks.place(row);
        rows[place] = row;
        leftNs[place] = slices.endNs(row - slices.firstRow());
      }
    }
    int[] order = TimeSort.order(leftNs, count);
    int[] sliceRows = new int[count];
    long[] offCpu = new long[count];
    byte[] causes = new byte[count];
    for (int i = 0; i < count; i++) {
      int place = order[i];
      sliceRows[i] = rows[place];
      offCpu[i] = victims.offCpu(place, leftNs[place]);
      causes[i] = victims.cause(place);
    }
    return new Preemptions(timeline, sliceRows, offCpu, causes);
  }
}
