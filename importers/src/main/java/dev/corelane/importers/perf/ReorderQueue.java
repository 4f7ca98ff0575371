package dev.corelane.importers.perf;

import java.util.Arrays;

/// Brings records of several CPU buffers into the order of time.
///
/// perf writes the buffers one after another and ends each round by FINISHED_ROUND; nothing behind
/// the end of a round is older than the newest record before the start of that round
/// (tools/perf/util/ordered-events.c). So at each end, records up to the newest time of the round
/// before can go. A file without rounds is brought into order in pieces of bounded size.
final class ReorderQueue {
  /// Receives records in the order of time.
  interface Consumer {
    void accept(long timeNs, long position);
  }

  private static final int MOST = 1 << 21;

  private long[] times = new long[1 << 12];
  private long[] positions = new long[1 << 12];
  private long[] otherTimes = new long[1 << 12];
  private long[] otherPositions = new long[1 << 12];
  private int[] runs = new int[64];
  private int size;
  private long newest = Long.MIN_VALUE;
  private long limit = Long.MIN_VALUE;
  private final Consumer consumer;
  private final boolean bounded;

  /// @param bounded whether records may leave before the end of a round when very many wait; not so
  ///   when several files are read one after another
  ReorderQueue(Consumer consumer, boolean bounded) {
    this.consumer = consumer;
    this.bounded = bounded;
  }

  void add(long timeNs, long position) {
    if (size == times.length) {
      if (bounded && size >= MOST) {
        flushOlderHalf();
      } else {
        int larger = size * 2;
        times = Arrays.copyOf(times, larger);
        positions = Arrays.copyOf(positions, larger);
        otherTimes = new long[larger];
        otherPositions = new long[larger];
      }
    }
    times[size] = timeNs;
    positions[size++] = position;
    newest = Math.max(newest, timeNs);
  }

  /// A round has ended.
  void finishedRound() {
    sort();
    emit(limit);
    limit = newest;
  }

  /// Nothing follows.
  void finish() {
    sort();
    emit(Long.MAX_VALUE);
  }

  private void flushOlderHalf() {
    sort();
    emit(times[size / 2]);
  }

  private void emit(long upTo) {
    int n = 0;
    while (n < size && times[n] <= upTo) {
      consumer.accept(times[n], positions[n]);
      n++;
    }
    size -= n;
    System.arraycopy(times, n, times, 0, size);
    System.arraycopy(positions, n, positions, 0, size);
  }

  /// Stable natural merge sort: each buffer's records already ascend, so there are few runs.
  private void sort() {
    int count = findRuns();
    while (count > 1) {
      int out = 0;
      int next = 0;
      for (int r = 0; r < count; r += 2) {
        int from = runs[r];
        int mid = r + 1 < count ? runs[r + 1] : size;
        int to = r + 2 < count ? runs[r + 2] : size;
        merge(from, mid, to);
        runs[next++] = out;
        out = to;
      }
      count = next;
      swap();
    }
  }

  private int findRuns() {
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || times[i] < times[i - 1]) {
        if (count == runs.length) {
          runs = Arrays.copyOf(runs, count * 2);
        }
        runs[count++] = i;
      }
    }
    return count;
  }

  private void merge(int from, int mid, int to) {
    int left = from;
    int right = mid;
    for (int out = from; out < to; out++) {
      boolean takeLeft = right >= to || left < mid && times[left] <= times[right];
      int source = takeLeft ? left++ : right++;
      otherTimes[out] = times[source];
      otherPositions[out] = positions[source];
    }
  }

  private void swap() {
    long[] t = times;
    times = otherTimes;
    otherTimes = t;
    long[] p = positions;
    positions = otherPositions;
    otherPositions = p;
  }
}
