package dev.corelane.analysis.preemption;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// The involuntary switches of a timeline in order of time. Keeps 13 bytes for each and reads the
/// rest from the timeline, which must stay open.
public final class Preemptions {
  private static final PreemptionCause[] CAUSES = PreemptionCause.values();

  private final Timeline timeline;
  private final long[] laneEnds;
  private final int[] sliceRows;
  private final long[] offCpu;
  private final byte[] causes;
  private final Confidence confidence;

  /// @param timeline the timeline
  /// @param sliceRows the slices that ended so, as rows of the SLICES table, by time of their end
  /// @param offCpu for each the time off the CPU; `-1 - time` when it was not seen to run again
  /// @param causes ordinals of their causes
  Preemptions(Timeline timeline, int[] sliceRows, long[] offCpu, byte[] causes) {
    this.timeline = timeline;
    this.sliceRows = sliceRows;
    this.offCpu = offCpu;
    this.causes = causes;
    this.confidence = Confidence.of(timeline);
    this.laneEnds = new long[timeline.cpus().size()];
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices lane = timeline.slices(cpu.index());
      laneEnds[cpu.index()] = lane.firstRow() + lane.count();
    }
  }

  /// @return how many there are
  public int size() {
    return sliceRows.length;
  }

  /// @return whether all of it was recorded
  public Confidence confidence() {
    return confidence;
  }

  /// @param index 0 to size - 1
  /// @return the time off the CPU as in [Preemption#offCpuNs]
  /// @throws IndexOutOfBoundsException outside the list
  public long offCpuNs(int index) {
    long stored = offCpu[index];
    return stored < 0 ? -1 - stored : stored;
  }

  /// @param index 0 to size - 1
  /// @return the preemption
  /// @throws IndexOutOfBoundsException outside the list
  public Preemption get(int index) {
    int row = sliceRows[index];
    int cpu = cpuOf(row);
    CpuSlices lane = timeline.slices(cpu);
    long i = row - lane.firstRow();
    return new Preemption(
        lane.endNs(i),
        cpu,
        lane.task(i),
        i + 1 < lane.count() ? lane.task(i + 1) : Task.UNKNOWN,
        PreemptionKind.of(lane.end(i)),
        CAUSES[causes[index]],
        offCpuNs(index),
        offCpu[index] >= 0);
  }

  /// The slice that a preemption ended.
  ///
  /// @param index 0 to size - 1
  /// @return its row in the SLICES table
  /// @throws IndexOutOfBoundsException outside the list
  public int sliceRow(int index) {
    return sliceRows[index];
  }

  private int cpuOf(int row) {
    int found = Arrays.binarySearch(laneEnds, row + 1L);
    if (found < 0) {
      return -1 - found;
    }
    while (found > 0 && laneEnds[found - 1] == laneEnds[found]) {
      found--;
    }
    return found;
  }
}
