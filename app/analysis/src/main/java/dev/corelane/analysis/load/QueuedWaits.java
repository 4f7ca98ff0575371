package dev.corelane.analysis.load;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// The times in which threads were ready to run and waited at a CPU, within a part of the timeline.
///
/// A thread waits where it was left or woken until a recorded move takes it elsewhere; after the
/// last move, it waits for the CPU on which it then runs, whatever was said of its place before.
final class QueuedWaits {
  private final Timeline timeline;
  private final MoveIndex moves;
  private final long fromNs;
  private final long toNs;
  int size;
  long[] start = new long[1024];
  long[] end = new long[1024];
  int[] cpu = new int[1024];
  int[] task = new int[1024];

  QueuedWaits(Timeline timeline, MoveIndex moves, long fromNs, long toNs) {
    this.timeline = timeline;
    this.moves = moves;
    this.fromNs = fromNs;
    this.toNs = toNs;
    for (int t = Task.UNKNOWN + 1; t < timeline.taskCount(); t++) {
      addTask(t, timeline.states(t));
    }
  }

  private void addTask(int t, TaskStates states) {
    long count = states.count();
    long i = states.at(fromNs);
    while (i > 0 && states.kind(i).runnable() && states.kind(i - 1).runnable()) {
      i--;
    }
    while (i < count && states.startNs(i) < toNs) {
      if (!states.kind(i).runnable()) {
        i++;
        continue;
      }
      long first = i;
      while (i < count && states.kind(i).runnable()) {
        i++;
      }
      addWait(t, states, first, i);
    }
  }

  private void addWait(int t, TaskStates states, long first, long next) {
    long count = states.count();
    long until = next < count ? states.startNs(next) : timeline.range().endNs();
    int place = states.cpu(first);
    long since = states.startNs(first);
    int move = moves.from(t, since);
    for (long k = first; k < next; k++) {
      long stateEnd = k + 1 < next ? states.startNs(k + 1) : until;
      if (k > first && states.cpu(k) >= 0) {
        add(t, place, since, states.startNs(k));
        place = states.cpu(k);
        since = states.startNs(k);
      }
      for (; move < moves.to(t) && moves.timeNs(move) < stateEnd; move++) {
        long at = Math.max(since, moves.timeNs(move));
        add(t, place < 0 ? moves.fromCpu(move) : place, since, at);
        place = moves.toCpu(move);
        since = at;
      }
    }
    boolean ran = next < count && states.kind(next) == StateKind.RUNNING;
    add(t, ran && states.cpu(next) >= 0 ? states.cpu(next) : place, since, until);
  }

  private void add(int t, int place, long from, long to) {
    long clippedFrom = Math.max(from, fromNs);
    long clippedTo = Math.min(to, toNs);
    if (clippedTo <= clippedFrom) {
      return;
    }
    if (size == start.length) {
      int more = size * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      cpu = Arrays.copyOf(cpu, more);
      task = Arrays.copyOf(task, more);
    }
    start[size] = clippedFrom;
    end[size] = clippedTo;
    cpu[size] = place;
    task[size++] = t;
  }
}
