package dev.corelane.analysis.observer;

import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// Counts the involuntary switches of threads that hit probes, and of those the ones after which a
/// thread hits a probe as soon as it runs again.
final class HitSwitches implements StateWalk.Visitor {
  private final Window window;
  private final ProbeHits hits;
  private final long soonNs;
  private final SliceBounds bounds;
  private final CpuSlices[] lanes;

  /// By task: the first hit that is not before the time that was asked for last.
  private final int[] next;

  private long user;
  private long userAtHits;
  private long kernel;
  private long kernelAtHits;

  /// @param window switches in it count
  /// @param soonNs how soon
  HitSwitches(Timeline timeline, Window window, ProbeHits hits, long soonNs) {
    this.window = window;
    this.hits = hits;
    this.soonNs = soonNs;
    this.bounds = new SliceBounds(timeline);
    this.lanes = new CpuSlices[timeline.cpus().size()];
    Arrays.setAll(lanes, timeline::slices);
    this.next = new int[timeline.taskCount()];
  }

  @Override
  public void visit(int task, StateRun states, long from, long to) {
    if (hits.of(task).length == 0) {
      return;
    }
    for (long i = from; i < to && i + 2 < states.count(); i++) {
      if (states.kind(i) == StateKind.RUNNING
          && states.kind(i + 1) == StateKind.RUNNABLE_PREEMPTED
          && states.kind(i + 2) == StateKind.RUNNING
          && window.contains(states.startNs(i + 1))
          && bounds.endSeen(states.sliceRow(i))) {
        CpuSlices lane = lanes[states.cpu(i)];
        SliceEnd end = lane.end(states.sliceRow(i) - lane.firstRow());
        add(end, soon(task, states.startNs(i + 2)));
      }
    }
  }

  /// Whether a task hits a probe at a time or soon after. The states of a task are visited in
  /// order.
  private boolean soon(int task, long timeNs) {
    long[] all = hits.of(task);
    int at = next[task];
    while (at < all.length && all[at] < timeNs) {
      at++;
    }
    next[task] = at;
    return at < all.length && all[at] - timeNs <= soonNs;
  }

  private void add(SliceEnd end, boolean atHit) {
    if (end == SliceEnd.PREEMPTED_KERNEL) {
      kernel++;
      kernelAtHits += atHit ? 1 : 0;
    } else if (end == SliceEnd.PREEMPTED_USER) {
      user++;
      userAtHits += atHit ? 1 : 0;
    }
  }

  HitSwitches plus(HitSwitches that) {
    user += that.user;
    userAtHits += that.userAtHits;
    kernel += that.kernel;
    kernelAtHits += that.kernelAtHits;
    return this;
  }

  /// @param byChance share of the switches that would lie so close before a hit by chance
  AddedPreemptions result(double byChance) {
    return new AddedPreemptions(user, userAtHits, kernel, kernelAtHits, byChance);
  }
}
