package dev.corelane.analysis.preemption;

import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.StateWalk;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// Finds out what the victims of preemptions did next, and what those who ran instead had done
/// before. Parts of a timeline fill different places of the same arrays.
final class Victims implements StateWalk.Visitor {
  private static final long NOT_SEEN = Long.MIN_VALUE;

  private final Timeline timeline;
  private final RowRanks victims;
  private final SliceBounds bounds;
  private final CpuSlices[] lanes;
  private final long[] offCpu;
  private final byte[] causes;

  /// @param victims the slices that ended in a preemption
  /// @param offCpu for each, as of [Preemptions]
  /// @param causes for each
  private Victims(Timeline timeline, RowRanks victims, long[] offCpu, byte[] causes) {
    this.timeline = timeline;
    this.victims = victims;
    this.bounds = new SliceBounds(timeline);
    this.lanes = new CpuSlices[timeline.cpus().size()];
    Arrays.setAll(lanes, timeline::slices);
    this.offCpu = offCpu;
    this.causes = causes;
  }

  static Victims of(Timeline timeline, RowRanks victims, int count) {
    long[] offCpu = new long[count];
    Arrays.fill(offCpu, NOT_SEEN);
    byte[] causes = new byte[count];
    Arrays.fill(causes, (byte) PreemptionCause.UNKNOWN.ordinal());
    return new Victims(timeline, victims, offCpu, causes);
  }

  /// @return another that fills the same arrays
  Victims again() {
    return new Victims(timeline, victims, offCpu, causes);
  }

  byte cause(int place) {
    return causes[place];
  }

  /// @param leftNs when the victim left the CPU
  long offCpu(int place, long leftNs) {
    return offCpu[place] == NOT_SEEN ? notAgain(timeline.range().endNs(), leftNs) : offCpu[place];
  }

  @Override
  public void visit(int task, StateRun states, long from, long to) {
    for (long i = from; i < to; i++) {
      long row = states.sliceRow(i);
      if (row < 0) {
        continue;
      }
      int own = victims.place(row);
      int other = victims.place(row - 1);
      if (own < 0 && other < 0) {
        continue;
      }
      CpuSlices lane = lanes[states.cpu(i)];
      if (own >= 0) {
        offCpu[own] = offCpu(states, i, lane.endNs(row - lane.firstRow()));
      }
      if (other >= 0 && row > lane.firstRow()) {
        causes[other] = (byte) cause(states, i, lane.startNs(row - 1 - lane.firstRow())).ordinal();
      }
    }
  }

  private long offCpu(StateRun all, long running, long leftNs) {
    long i = running + 1;
    while (i < all.count() && all.kind(i).runnable()) {
      i++;
    }
    if (i == all.count()) {
      return notAgain(timeline.range().endNs(), leftNs);
    }
    return all.kind(i) == StateKind.RUNNING && bounds.startSeen(all.sliceRow(i))
        ? Math.max(0, all.startNs(i) - leftNs)
        : notAgain(all.startNs(i), leftNs);
  }

  private static long notAgain(long untilNs, long leftNs) {
    return -1 - Math.max(0, untilNs - leftNs);
  }

  /// The thread that ran next was woken during the victim's slice, or was there before.
  private static PreemptionCause cause(StateRun all, long running, long victimStartNs) {
    long i = running - 1;
    if (i < 0 || !all.kind(i).runnable()) {
      return PreemptionCause.UNKNOWN;
    }
    while (i > 0 && all.kind(i - 1).runnable()) {
      i--;
    }
    return all.kind(i) == StateKind.RUNNABLE_WAKEUP && all.startNs(i) >= victimStartNs
        ? PreemptionCause.WAKEUP
        : PreemptionCause.TICK;
  }
}
