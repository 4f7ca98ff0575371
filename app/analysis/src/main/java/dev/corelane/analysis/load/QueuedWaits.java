package dev.corelane.analysis.load;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// The times in which threads waited at CPUs, within a part of the timeline, as columns.
final class QueuedWaits {
  int size;
  long[] start = new long[1024];
  long[] end = new long[1024];
  int[] cpu = new int[1024];
  int[] task = new int[1024];

  QueuedWaits(Timeline timeline, MoveIndex moves, long fromNs, long toNs) {
    var places = new QueuePlaces(timeline, moves);
    for (int t = Task.UNKNOWN + 1; t < timeline.taskCount(); t++) {
      int who = t;
      places.of(
          t, timeline.states(t), fromNs, toNs, (place, from, to) -> add(who, place, from, to));
    }
  }

  private void add(int t, int place, long from, long to) {
    if (size == start.length) {
      int more = size * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      cpu = Arrays.copyOf(cpu, more);
      task = Arrays.copyOf(task, more);
    }
    start[size] = from;
    end[size] = to;
    cpu[size] = place;
    task[size++] = t;
  }
}
