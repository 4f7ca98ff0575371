package dev.corelane.replay.sampled;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The samples of one backend by time.
final class SampleSeries {
  /// The event of a sample that found no wait.
  static final int NOT_WAITING = -1;

  private final int task;
  private long[] times = new long[64];
  private int[] events = new int[64];
  private int size;

  SampleSeries(int task) {
    this.task = task;
  }

  void add(long timeNs, int event) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      events = Arrays.copyOf(events, size * 2);
    }
    times[size] = timeNs;
    events[size++] = event;
  }

  int task() {
    return task;
  }

  int size() {
    return size;
  }

  long timeNs(int index) {
    return times[index];
  }

  /// Id of a wait event, or [#NOT_WAITING].
  int event(int index) {
    return events[index];
  }

  /// Whether the backend was seen in another state than its most frequent one in at least one
  /// sample of a hundred; one that was not did nothing that a replay could do.
  boolean changes() {
    Map<Integer, Integer> seen = new HashMap<>();
    for (int i = 0; i < size; i++) {
      seen.merge(events[i], 1, Integer::sum);
    }
    int most = seen.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return (size - most) * 100L >= size && most < size;
  }

  /// The samples of a part of the time.
  SampleSeries within(long fromNs, long toNs) {
    var part = new SampleSeries(task);
    for (int i = 0; i < size; i++) {
      if (times[i] >= fromNs && times[i] <= toNs) {
        part.add(times[i], events[i]);
      }
    }
    return part;
  }
}
