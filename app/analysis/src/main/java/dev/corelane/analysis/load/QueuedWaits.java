package dev.corelane.analysis.load;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// The times in which threads waited at CPUs, as columns: those of one part of the timeline after
/// the other.
final class QueuedWaits {
  /// So many states before and behind a part mostly tell of the waits that reach beyond it.
  private static final int BESIDE = 2;

  int size;
  long[] start = new long[1024];
  long[] end = new long[1024];
  int[] cpu = new int[1024];
  int[] task = new int[1024];

  private final QueuePlaces places;
  private final TaskStates[] states;
  private final long[] at;
  private final StateRun run;

  /// @param fromNs where the first part begins
  QueuedWaits(Timeline timeline, MoveIndex moves, long fromNs) {
    places = new QueuePlaces(timeline, moves);
    states = new TaskStates[timeline.taskCount()];
    Arrays.setAll(states, timeline::states);
    at = Arrays.stream(states).mapToLong(all -> all.at(fromNs)).toArray();
    run = new StateRun(states[Task.UNKNOWN]);
  }

  /// Finds those of a part, which begins where the one before ended.
  void find(long fromNs, long toNs) {
    size = 0;
    for (int t = Task.UNKNOWN + 1; t < states.length; t++) {
      int who = t;
      long count = states[t].count();
      long next = states[t].read(Math.max(0, at[t] - BESIDE), count, toNs, BESIDE, run);
      places.of(t, run, at[t], fromNs, toNs, (place, from, to) -> add(who, place, from, to));
      at[t] = Math.max(at[t], next - 1);
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
