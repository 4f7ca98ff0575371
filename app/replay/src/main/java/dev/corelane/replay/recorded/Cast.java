package dev.corelane.replay.recorded;

import dev.corelane.replay.extract.Extraction;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;

/// Who plays whom: numbers of the recording to numbers of a simulation.
final class Cast {
  private final int[] threads;
  private final int[] locks;
  private final String[] spans;
  private final int probeMutex;

  Cast(Timeline timeline, Extraction extraction) {
    threads = new int[timeline.taskCount()];
    Arrays.fill(threads, -1);
    for (int i = 0; i < extraction.programs().size(); i++) {
      threads[extraction.programs().get(i).task()] = i;
    }
    locks = new int[timeline.locks().size()];
    Arrays.fill(locks, -1);
    List<Integer> taken = extraction.locks();
    for (int i = 0; i < taken.size(); i++) {
      locks[taken.get(i)] = i;
    }
    probeMutex = taken.size();
    spans = new String[Math.toIntExact(timeline.spans().size())];
    for (int i = 0; i < spans.length; i++) {
      Span span = timeline.spans().get(i);
      spans[i] = span.name().isEmpty() ? span.category() : span.name();
    }
  }

  int thread(int task) {
    return threads[task];
  }

  /// @return number of the first CPU's probe mutex
  int probeMutex() {
    return probeMutex;
  }

  int lock(int id) {
    return locks[id];
  }

  String span(int row) {
    return spans[row];
  }
}
