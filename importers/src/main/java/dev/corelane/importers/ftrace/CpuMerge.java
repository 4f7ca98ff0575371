package dev.corelane.importers.ftrace;

import java.io.IOException;
import java.util.List;

/// Merges the events of several CPUs by time: a binary heap of cursors, each at its next event. Of
/// events at the same time, that of the cursor given first comes first.
final class CpuMerge {
  /// Takes the events.
  @FunctionalInterface
  interface Consumer {
    void accept(CpuCursor event);
  }

  private final CpuCursor[] heap;
  private final int[] rank;
  private int size;

  /// @throws IOException if the system cannot read the first events
  CpuMerge(List<CpuCursor> cursors) throws IOException {
    heap = new CpuCursor[cursors.size()];
    rank = new int[cursors.size()];
    for (int i = 0; i < cursors.size(); i++) {
      if (cursors.get(i).next()) {
        heap[size] = cursors.get(i);
        rank[size++] = i;
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  /// Gives all events to a consumer.
  ///
  /// @throws IOException if the system cannot read them
  void forEach(Consumer consumer) throws IOException {
    while (size > 0) {
      CpuCursor first = heap[0];
      consumer.accept(first);
      if (!first.next()) {
        size--;
        heap[0] = heap[size];
        rank[0] = rank[size];
      }
      sink(0);
    }
  }

  private void sink(int from) {
    int hole = from;
    CpuCursor cursor = heap[from];
    int number = rank[from];
    while (true) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && before(child + 1, heap[child].ticks, rank[child])) {
        child++;
      }
      if (!before(child, cursor.ticks, number)) {
        break;
      }
      heap[hole] = heap[child];
      rank[hole] = rank[child];
      hole = child;
    }
    heap[hole] = cursor;
    rank[hole] = number;
  }

  private boolean before(int at, long ticks, int number) {
    long other = heap[at].ticks;
    return other < ticks || other == ticks && rank[at] < number;
  }
}
