package dev.corelane.analysis.locks;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.TaskStates;
import java.util.Arrays;

/// The times in which a holder was off its CPU because it was preempted, by hold; and what every
/// hold consists of.
final class HolderGaps {
  final LockFacts holds;
  final long[] onCpuNs;
  final long[] unknownNs;
  int size;
  int[] hold = new int[256];
  long[] fromNs = new long[256];
  long[] toNs = new long[256];
  int[] sliceRow = new int[256];
  boolean[] first = new boolean[256];

  private final ThreadActivity activity;
  private final Window window;

  /// Walks through the states of every hold that reaches into a window. On-CPU time is what lies in
  /// the window, gaps are whole.
  HolderGaps(LockFacts holds, ThreadActivity activity, Window window, Steps steps) {
    this.holds = holds;
    this.activity = activity;
    this.window = window;
    this.onCpuNs = new long[holds.size];
    this.unknownNs = new long[holds.size];
    for (int row = 0; row < holds.size; row++) {
      steps.next();
      if (window.meets(holds.start[row], holds.end[row])) {
        walk(row);
      }
    }
  }

  private void walk(int row) {
    long start = holds.start[row];
    long end = holds.end[row];
    TaskStates all = activity.states(holds.task[row]);
    long count = all.count();
    boolean none = true;
    for (long i = activity.at(holds.task[row], start); i < count; i++) {
      long from = all.startNs(i);
      if (from > end) {
        break;
      }
      long to = all.endNs(i);
      StateKind kind = all.kind(i);
      long inWindow = window.overlap(Math.max(start, from), Math.min(end, to));
      if (kind == StateKind.UNKNOWN) {
        unknownNs[row] += inWindow;
      }
      if (kind != StateKind.RUNNING) {
        continue;
      }
      onCpuNs[row] += inWindow;
      if (activity.preempted(all, i, start, end)) {
        add(row, to, activity.backNs(all, i, end), Math.toIntExact(all.sliceRow(i)), none);
        none = false;
      }
    }
  }

  private void add(int row, long from, long to, int slice, boolean firstOfHold) {
    if (size == hold.length) {
      int more = size * 2;
      hold = Arrays.copyOf(hold, more);
      fromNs = Arrays.copyOf(fromNs, more);
      toNs = Arrays.copyOf(toNs, more);
      sliceRow = Arrays.copyOf(sliceRow, more);
      first = Arrays.copyOf(first, more);
    }
    hold[size] = row;
    fromNs[size] = from;
    toNs[size] = to;
    sliceRow[size] = slice;
    first[size++] = firstOfHold;
  }
}
