package dev.corelane.analysis;

import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/// What threads did at a time and in intervals. Keeps one view per thread that was asked for; not
/// for more than one Java thread.
public final class ThreadActivity {
  private static final int END_BITS = 0xf;

  private final Timeline timeline;
  private final @Nullable TaskStates[] states;
  private final long[] lastAsked;
  private final IntColumn sliceInfo;

  /// @param timeline holds the states
  public ThreadActivity(Timeline timeline) {
    this.timeline = timeline;
    this.states = new TaskStates[timeline.taskCount()];
    this.lastAsked = new long[timeline.taskCount()];
    this.sliceInfo = timeline.tables().table(TableSchema.SLICES).i32("info");
  }

  /// @param task internal task id
  /// @return its states
  public TaskStates states(int task) {
    TaskStates known = states[task];
    if (known == null) {
      known = timeline.states(task);
      states[task] = known;
    }
    return known;
  }

  /// The state of a task at a time, as of [TaskStates#at]: found in a few steps if it lies near the
  /// one that was asked for last.
  ///
  /// @param task internal task id
  /// @param timeNs time on the timeline
  /// @return index of the state
  public long at(int task, long timeNs) {
    TaskStates all = states(task);
    long found = Nearby.lastNotAfter(all::startNs, all.count(), lastAsked[task], timeNs);
    lastAsked[task] = found;
    return found;
  }

  /// How a running state ended.
  ///
  /// @param all states of a task
  /// @param index one of them
  /// @return the end of its slice; [SliceEnd#UNKNOWN] for a state that is not running, or none
  public SliceEnd endOf(TaskStates all, long index) {
    long row = index < 0 ? -1 : all.sliceRow(index);
    return row < 0 ? SliceEnd.UNKNOWN : SliceEnd.of(sliceInfo.get(row) & END_BITS);
  }

  /// The rule of lock-holder preemption, and of every other interval that a preemption cuts into:
  /// whether a state is a slice that an involuntary switch ended inside the interval. A switch at
  /// the very end of the interval no longer lies in it; who yields does so of its own will.
  ///
  /// @param all states of a task
  /// @param index one of them
  /// @param fromNs begin of the interval
  /// @param toNs its end
  /// @return whether the task was preempted in it
  public boolean preempted(TaskStates all, long index, long fromNs, long toNs) {
    return all.kind(index) == StateKind.RUNNING
        && all.endNs(index) >= fromNs
        && all.endNs(index) < toNs
        && endOf(all, index).involuntary();
  }

  /// Until when a preemption kept a task off the CPU within an interval.
  ///
  /// @param all states of a task
  /// @param index the slice that it ended
  /// @param toNs end of the interval
  /// @return when it ran or did something else again, at most the end of the interval
  public long backNs(TaskStates all, long index, long toNs) {
    long back = index + 1;
    while (back < all.count() && all.kind(back).runnable()) {
      back++;
    }
    return back < all.count()
        ? Math.max(all.endNs(index), Math.min(toNs, all.startNs(back)))
        : toNs;
  }

  /// Adds up what a thread did in an interval.
  ///
  /// @param task internal task id
  /// @param fromNs begin
  /// @param toNs end
  /// @param sums added to
  public void add(int task, long fromNs, long toNs, TimeShares sums) {
    if (toNs <= fromNs) {
      return;
    }
    TaskStates all = states(task);
    long count = all.count();
    long at = fromNs;
    for (long i = at(task, fromNs); i < count && at < toNs; i++) {
      long end = i + 1 < count ? Math.min(toNs, all.endNs(i)) : toNs;
      long ns = Math.max(0, end - at);
      StateKind kind = all.kind(i);
      sums.add(kind, ns);
      if (kind == StateKind.RUNNABLE_PREEMPTED && endOf(all, i - 1).involuntary()) {
        sums.addPreempted(ns, all.startNs(i) >= fromNs);
      }
      at = Math.max(at, end);
    }
  }
}
