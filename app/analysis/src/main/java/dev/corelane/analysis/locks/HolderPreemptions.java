package dev.corelane.analysis.locks;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.TimeSort;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lock-holder preemptions in order of time. Keeps some bytes for each and reads the rest from the
/// timeline, which must stay open. Not for more than one thread at a time.
public final class HolderPreemptions {
  private final Timeline timeline;
  private final HolderGaps gaps;
  private final WaiterCosts costs;
  private final int[] order;
  private final long[] cost;
  private final int[] bySlice;
  private final Confidence confidence;

  HolderPreemptions(
      Timeline timeline,
      HolderGaps gaps,
      WaiterCosts costs,
      Window window,
      ProgressMonitor monitor) {
    this.timeline = timeline;
    this.gaps = gaps;
    this.costs = costs;
    this.confidence = Confidence.of(timeline);
    this.order =
        Arrays.stream(TimeSort.order(gaps.fromNs, gaps.size))
            .filter(gap -> window.contains(gaps.fromNs[gap]))
            .toArray();
    this.cost = costs(monitor);
    long[] rows = Arrays.stream(order).mapToLong(gap -> gaps.sliceRow[gap]).toArray();
    this.bySlice = TimeSort.order(rows, rows.length);
  }

  private long[] costs(ProgressMonitor monitor) {
    long[] sums = new long[order.length];
    int parts = InParallel.parts(order.length);
    InParallel.map(
        parts,
        monitor,
        "adding up what waiters lost",
        part -> {
          WaiterCosts own = costs.again();
          int to = InParallel.cut(order.length, parts, part + 1);
          for (int i = InParallel.cut(order.length, parts, part); i < to; i++) {
            sums[i] = waiters(own, order[i]).stream().mapToLong(HurtWaiter::totalNs).sum();
          }
          return part;
        });
    return sums;
  }

  /// @return how many there are; a switch that took the CPU from a holder of two locks counts twice
  public int size() {
    return order.length;
  }

  /// Involuntary switches of threads that held any lock, whether somebody waited for it or not.
  ///
  /// @return how many; a switch that took the CPU from a holder of two locks counts once
  public long switches() {
    return Arrays.stream(bySlice).map(i -> gaps.sliceRow[order[i]]).distinct().count();
  }

  /// Involuntary switches of threads that held a lock for which somebody waited meanwhile.
  ///
  /// @return how many; a switch counts once
  public long switchesWithWaiters() {
    return Arrays.stream(bySlice)
        .filter(i -> cost[i] > 0)
        .map(i -> gaps.sliceRow[order[i]])
        .distinct()
        .count();
  }

  /// @return whether all of it was recorded
  public Confidence confidence() {
    return confidence;
  }

  /// @param index 0 to size - 1
  /// @return time that waiters lost, ns
  /// @throws IndexOutOfBoundsException outside the list
  public long costNs(int index) {
    return cost[index];
  }

  /// @param index 0 to size - 1
  /// @return the lock-holder preemption
  /// @throws IndexOutOfBoundsException outside the list
  public HolderPreemption get(int index) {
    int gap = order[index];
    int hold = gaps.hold[gap];
    int row = gaps.sliceRow[gap];
    int cpu = cpuOf(row);
    CpuSlices lane = timeline.slices(cpu);
    long next = row - lane.firstRow() + 1;
    return new HolderPreemption(
        gaps.holds.lock[hold],
        gaps.holds.task[hold],
        next < lane.count() ? lane.task(next) : Task.UNKNOWN,
        cpu,
        new TimeRange(gaps.fromNs[gap], gaps.toNs[gap]),
        gaps.holds.provenance(hold) == Provenance.INFERRED,
        waiters(costs, gap));
  }

  /// The lock-holder preemptions that one switch caused: one for each lock the victim held.
  ///
  /// @param sliceRow row of the SLICES table: the slice that the switch ended
  /// @return indexes, empty when the victim held nothing
  public List<Integer> ofSlice(int sliceRow) {
    int low = 0;
    int high = bySlice.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (gaps.sliceRow[order[bySlice[mid]]] < sliceRow) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int i = low; i < bySlice.length; i++) {
      if (gaps.sliceRow[order[bySlice[i]]] != sliceRow) {
        break;
      }
      found.add(bySlice[i]);
    }
    return found;
  }

  /// @return indexes in order of cost, the dearest first; equal ones by time
  public int[] byCost() {
    return TimeSort.order(Arrays.stream(cost).map(ns -> -ns).toArray(), cost.length);
  }

  private List<HurtWaiter> waiters(WaiterCosts which, int gap) {
    int hold = gaps.hold[gap];
    return which.of(gaps.holds.lock[hold], gaps.holds.task[hold], gaps.fromNs[gap], gaps.toNs[gap]);
  }

  private int cpuOf(int row) {
    return timeline.cpus().stream()
        .mapToInt(Cpu::index)
        .filter(cpu -> row < timeline.slices(cpu).firstRow() + timeline.slices(cpu).count())
        .filter(cpu -> row >= timeline.slices(cpu).firstRow())
        .findFirst()
        .orElseThrow();
  }
}
