package dev.corelane.render.digest;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;

/// Mean numbers of running and of runnable threads of a group over the whole timeline, in buckets
/// of equal length.
public final class CountProfile {
  private static final int MOST_BUCKETS = 1 << 14;

  private final long originNs;
  private final double bucketNs;
  private final float[] running;
  private final float[] runnable;

  private CountProfile(long originNs, long lengthNs, int buckets) {
    this.originNs = originNs;
    bucketNs = (double) Math.max(1, lengthNs) / buckets;
    running = new float[buckets];
    runnable = new float[buckets];
  }

  static CountProfile forStates(Timeline timeline, long states) {
    int buckets = 64;
    while (buckets < MOST_BUCKETS && buckets < states) {
      buckets *= 2;
    }
    return new CountProfile(timeline.range().startNs(), timeline.range().durationNs(), buckets);
  }

  /// Adds a thread.
  ///
  /// @return how long it ran and how long it waited for a CPU, ns
  long[] add(TaskStates states) {
    long[] active = new long[2];
    for (long i = 0; i < states.count(); i++) {
      StateKind kind = states.kind(i);
      float[] counts = kind == StateKind.RUNNING ? running : kind.runnable() ? runnable : null;
      if (counts != null) {
        long from = states.startNs(i);
        long to = states.endNs(i);
        active[kind == StateKind.RUNNING ? 0 : 1] += to - from;
        spread(counts, (from - originNs) / bucketNs, (to - originNs) / bucketNs);
      }
    }
    return active;
  }

  /// Adds another profile of the same timeline.
  void add(CountProfile other) {
    for (int b = 0; b < other.running.length; b++) {
      double from = (double) b * running.length / other.running.length;
      double to = (double) (b + 1) * running.length / other.running.length;
      // Of a coarser profile, every finer bucket takes the mean; of a finer one, the parts add up.
      spread(running, from, to, other.running[b]);
      spread(runnable, from, to, other.runnable[b]);
    }
  }

  private static void spread(float[] counts, double from, double to) {
    spread(counts, from, to, 1);
  }

  private static void spread(float[] counts, double from, double to, double level) {
    int first = Math.clamp((long) from, 0, counts.length - 1);
    int last = Math.clamp((long) Math.ceil(to) - 1, first, counts.length - 1);
    for (int b = first; b <= last; b++) {
      counts[b] += (float) (level * Math.max(0, Math.min(to, b + 1) - Math.max(from, b)));
    }
  }

  /// The mean number of running threads.
  ///
  /// @param fromNs start of a stretch of time
  /// @param toNs its end
  /// @return the mean; not finer than a bucket
  public double running(long fromNs, long toNs) {
    return mean(running, fromNs, toNs);
  }

  /// The mean number of threads that waited for a CPU.
  ///
  /// @param fromNs start of a stretch of time
  /// @param toNs its end
  /// @return the mean; not finer than a bucket
  public double runnable(long fromNs, long toNs) {
    return mean(runnable, fromNs, toNs);
  }

  /// @return the largest number of threads that ran or waited for a CPU, in the mean of a bucket
  public double most() {
    double most = 0;
    for (int b = 0; b < running.length; b++) {
      most = Math.max(most, running[b] + runnable[b]);
    }
    return most;
  }

  private double mean(float[] counts, long fromNs, long toNs) {
    double from = (fromNs - originNs) / bucketNs;
    double to = Math.max(from + 1e-9, (toNs - originNs) / bucketNs);
    int first = Math.clamp((long) from, 0, counts.length - 1);
    int last = Math.clamp((long) Math.ceil(to) - 1, first, counts.length - 1);
    double sum = 0;
    for (int b = first; b <= last; b++) {
      sum += counts[b] * Math.max(0, Math.min(to, b + 1) - Math.max(from, b));
    }
    return sum / (to - from);
  }
}
