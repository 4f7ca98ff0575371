package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Task;

/// The buckets of one level of one CPU lane while they are filled.
final class LaneBuckets {
  private static final int MOST_CANDIDATES = 64;

  final int shift;
  final int count;
  final int[] involuntary;
  final int[] holderPreempted;
  final long[] worstDelay;
  final long[] runnable;
  private final long origin;
  private final long[] busy;
  private final long[] unknown;
  private final long[] dominantNs;
  private final int[] dominant;
  private final int[] candidates = new int[MOST_CANDIDATES];
  private final long[] candidateNs = new long[MOST_CANDIDATES];
  private int candidateCount;
  private int candidateBucket = -1;

  LaneBuckets(long origin, int shift, int count) {
    this.origin = origin;
    this.shift = shift;
    this.count = count;
    involuntary = new int[count];
    holderPreempted = new int[count];
    worstDelay = new long[count];
    runnable = new long[count];
    busy = new long[count];
    unknown = new long[count];
    dominantNs = new long[count];
    dominant = new int[count];
  }

  /// The bucket of a time, clamped to the lane.
  int bucket(long timeNs) {
    return (int) Math.clamp(timeNs - origin >> shift, 0L, count - 1L);
  }

  /// Adds the time of a task; calls come in order of time.
  void occupy(long startNs, long endNs, int task) {
    long at = startNs;
    int b = bucket(startNs);
    while (at < endNs) {
      long bucketEnd = b == count - 1 ? endNs : Math.min(endNs, origin + ((b + 1L) << shift));
      if (task == Task.UNKNOWN) {
        unknown[b] += bucketEnd - at;
      } else {
        busy[b] += bucketEnd - at;
        candidate(b, task, bucketEnd - at);
      }
      at = bucketEnd;
      b++;
    }
  }

  void finish() {
    settle();
  }

  /// Adds the waiting time of a task for this CPU.
  void addRunnable(long startNs, long endNs) {
    long at = startNs;
    int b = bucket(startNs);
    while (at < endNs) {
      long bucketEnd = b == count - 1 ? endNs : Math.min(endNs, origin + ((b + 1L) << shift));
      runnable[b] += bucketEnd - at;
      at = bucketEnd;
      b++;
    }
  }

  /// The next coarser level.
  LaneBuckets halve() {
    var half = new LaneBuckets(origin, shift + 1, (count + 1) / 2);
    for (int b = 0; b < count; b++) {
      int h = b / 2;
      half.involuntary[h] += involuntary[b];
      half.holderPreempted[h] += holderPreempted[b];
      half.worstDelay[h] = Math.max(half.worstDelay[h], worstDelay[b]);
      half.runnable[h] += runnable[b];
      half.busy[h] += busy[b];
      half.unknown[h] += unknown[b];
      if (half.dominant[h] == dominant[b]) {
        half.dominantNs[h] += dominantNs[b];
      } else if (dominantNs[b] > half.dominantNs[h]) {
        half.dominantNs[h] = dominantNs[b];
        half.dominant[h] = dominant[b];
      }
    }
    return half;
  }

  void writeTo(AppendTable table) {
    double width = (double) (1L << shift);
    for (int b = 0; b < count; b++) {
      table.add(
          share(busy[b], width),
          share(unknown[b], width),
          dominant[b],
          involuntary[b],
          holderPreempted[b],
          Math.min(Integer.MAX_VALUE, Math.round(runnable[b] / width * (1 << 16))),
          worstDelay[b]);
    }
  }

  private static long share(long ns, double width) {
    return Math.min(1L << 30, Math.round(ns / width * (1 << 30)));
  }

  private void candidate(int b, int task, long ns) {
    if (b != candidateBucket) {
      settle();
      candidateBucket = b;
    }
    for (int i = 0; i < candidateCount; i++) {
      if (candidates[i] == task) {
        candidateNs[i] += ns;
        return;
      }
    }
    if (candidateCount < MOST_CANDIDATES) {
      candidates[candidateCount] = task;
      candidateNs[candidateCount++] = ns;
    }
  }

  private void settle() {
    for (int i = 0; i < candidateCount; i++) {
      if (candidateNs[i] > dominantNs[candidateBucket]) {
        dominantNs[candidateBucket] = candidateNs[i];
        dominant[candidateBucket] = candidates[i];
      }
    }
    candidateCount = 0;
  }
}
