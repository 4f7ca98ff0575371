package dev.corelane.analysis.locks;

import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;

/// The times in which a holder was off its CPU because it was preempted, by hold; and what every
/// hold consists of. Immutable.
final class HolderGaps {
  final LockFacts holds;
  final long[] onCpuNs;
  final long[] unknownNs;
  final int size;
  final int[] hold;
  final long[] fromNs;
  final long[] toNs;
  final int[] sliceRow;
  final boolean[] first;

  /// Walks through the states of every hold that reaches into a window. On-CPU time is what lies in
  /// the window, gaps are whole.
  HolderGaps(Timeline timeline, LockFacts holds, Window window, ProgressMonitor monitor) {
    this.holds = holds;
    this.onCpuNs = new long[holds.size];
    this.unknownNs = new long[holds.size];
    int parts = InParallel.parts(holds.size);
    List<Walk> walks =
        InParallel.map(
            parts,
            monitor,
            "looking when holders were preempted",
            part -> {
              var walk = new Walk(this, new ThreadActivity(timeline), window);
              walk.rows(
                  InParallel.cut(holds.size, parts, part),
                  InParallel.cut(holds.size, parts, part + 1));
              return walk;
            });
    size = walks.stream().mapToInt(walk -> walk.size).sum();
    hold = new int[size];
    fromNs = new long[size];
    toNs = new long[size];
    sliceRow = new int[size];
    first = new boolean[size];
    int at = 0;
    for (Walk walk : walks) {
      System.arraycopy(walk.hold, 0, hold, at, walk.size);
      System.arraycopy(walk.fromNs, 0, fromNs, at, walk.size);
      System.arraycopy(walk.toNs, 0, toNs, at, walk.size);
      System.arraycopy(walk.sliceRow, 0, sliceRow, at, walk.size);
      System.arraycopy(walk.first, 0, first, at, walk.size);
      at += walk.size;
    }
  }

  /// The gaps of some holds while they are found.
  private static final class Walk {
    private final LockFacts holds;
    private final long[] onCpuNs;
    private final long[] unknownNs;
    private final ThreadActivity activity;
    private final Window window;
    int size;
    int[] hold = new int[64];
    long[] fromNs = new long[64];
    long[] toNs = new long[64];
    int[] sliceRow = new int[64];
    boolean[] first = new boolean[64];

    /// @param all whose times by hold are filled
    Walk(HolderGaps all, ThreadActivity activity, Window window) {
      this.holds = all.holds;
      this.onCpuNs = all.onCpuNs;
      this.unknownNs = all.unknownNs;
      this.activity = activity;
      this.window = window;
    }

    void rows(int from, int to) {
      for (int row = from; row < to; row++) {
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
      long i = activity.at(holds.task[row], start);
      long from = all.startNs(i);
      while (i < count && from <= end) {
        long to = all.endNs(i);
        StateKind kind = all.kind(i);
        long inWindow = window.overlap(Math.max(start, from), Math.min(end, to));
        if (kind == StateKind.UNKNOWN) {
          unknownNs[row] += inWindow;
        } else if (kind == StateKind.RUNNING) {
          onCpuNs[row] += inWindow;
          if (activity.preempted(all, i, start, end)) {
            add(row, to, activity.backNs(all, i, end), Math.toIntExact(all.sliceRow(i)), none);
            none = false;
          }
        }
        i++;
        from = to;
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
}
