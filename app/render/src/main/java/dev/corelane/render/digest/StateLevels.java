package dev.corelane.render.digest;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// Shares of the states of one thread in columns of time. Where a view holds few states they are
/// read themselves; else a pyramid of time buckets answers, which takes about 3 bytes a state. A
/// thread with few states in all has none.
public final class StateLevels {
  /// Number of kinds of state, the length of a column's shares.
  public static final int KINDS = StateKind.values().length;

  /// Up to so many states per column, walking them is cheap.
  private static final int CHEAP = 4;

  private static final int STATES_PER_BUCKET = 4;
  private static final long FEW_STATES = 4096;
  private static final int MOST_BUCKETS = 1 << 22;
  private static final float ONE = 255;

  private final TaskStates states;
  private final long originNs;
  private final double finestNs;

  /// Shares by level, 0 the finest: `pyramid[level][bucket * KINDS + kind]`, 0 to 255.
  private final byte[][] pyramid;

  private final long longestNs;

  private StateLevels(
      TaskStates states, long originNs, double finestNs, byte[][] pyramid, long longestNs) {
    this.longestNs = longestNs;
    this.states = states;
    this.originNs = originNs;
    this.finestNs = finestNs;
    this.pyramid = pyramid;
  }

  static StateLevels of(Timeline timeline, int task) {
    TaskStates states = timeline.states(task);
    long origin = timeline.range().startNs();
    long length = Math.max(1, timeline.range().durationNs());
    if (states.count() <= FEW_STATES) {
      return new StateLevels(states, origin, length, new byte[0][], Long.MAX_VALUE);
    }
    int buckets = 1;
    while (buckets < MOST_BUCKETS && (long) buckets * STATES_PER_BUCKET < states.count()) {
      buckets *= 2;
    }
    double width = (double) length / buckets;
    byte[][] pyramid = new byte[Integer.numberOfTrailingZeros(buckets) + 1][];
    pyramid[0] = finest(states, origin, width, buckets);
    for (int level = 1; level < pyramid.length; level++) {
      pyramid[level] = halved(pyramid[level - 1]);
    }
    return new StateLevels(states, origin, width, pyramid, longest(states));
  }

  private static byte[] finest(TaskStates states, long origin, double width, int buckets) {
    float[] share = new float[KINDS];
    byte[] out = new byte[buckets * KINDS];
    long state = 0;
    for (int b = 0; b < buckets; b++) {
      long from = origin + (long) (b * width);
      long to = origin + (long) ((b + 1) * width);
      Arrays.fill(share, 0);
      state = walk(states, state, from, to, share, 0);
      for (int k = 0; k < KINDS; k++) {
        out[b * KINDS + k] = (byte) Math.round(share[k] * ONE);
      }
    }
    return out;
  }

  private static byte[] halved(byte[] finer) {
    byte[] out = new byte[finer.length / 2];
    for (int b = 0; b < out.length / KINDS; b++) {
      for (int k = 0; k < KINDS; k++) {
        int sum = (finer[2 * b * KINDS + k] & 0xff) + (finer[(2 * b + 1) * KINDS + k] & 0xff);
        out[b * KINDS + k] = (byte) ((sum + (b & 1)) / 2);
      }
    }
    return out;
  }

  /// Adds the shares of the states of a stretch of time.
  ///
  /// @return the state that covers its end
  private static long walk(
      TaskStates states, long first, long fromNs, long toNs, float[] share, int offset) {
    long i = first;
    float length = Math.max(1, toNs - fromNs);
    while (true) {
      long end = states.endNs(i);
      long part = Math.min(end, toNs) - Math.max(states.startNs(i), fromNs);
      if (part > 0) {
        share[offset + states.kind(i).ordinal()] += part / length;
      }
      if (end >= toNs || i + 1 >= states.count()) {
        return i;
      }
      i++;
    }
  }

  private static long longest(TaskStates states) {
    long longest = 0;
    long start = states.startNs(0);
    for (long i = 1; i < states.count(); i++) {
      long next = states.startNs(i);
      longest = Math.max(longest, next - start);
      start = next;
    }
    return Math.max(longest, states.endNs(states.count() - 1) - start);
  }

  /// @return the states as a strip
  public Strip strip() {
    return Strip.of(states, longestNs);
  }

  /// @return the states themselves
  public TaskStates states() {
    return states;
  }

  /// Sets the shares of the kinds of state in columns of time.
  ///
  /// @param edgesNs edges of the columns, ascending, one more than there are columns
  /// @param share `share[column * KINDS + kind]`, 0 to 1
  public void shares(long[] edgesNs, float[] share) {
    int columns = edgesNs.length - 1;
    Arrays.fill(share, 0, columns * KINDS, 0);
    long first = states.at(edgesNs[0]);
    long last = states.at(edgesNs[columns]);
    if (pyramid.length == 0 || last - first <= (long) CHEAP * columns) {
      long state = first;
      for (int c = 0; c < columns; c++) {
        state = walk(states, state, edgesNs[c], edgesNs[c + 1], share, c * KINDS);
      }
      return;
    }
    double columnNs = (double) (edgesNs[columns] - edgesNs[0]) / columns;
    int level = 0;
    while (level + 1 < pyramid.length && finestNs * (2L << level) <= columnNs / 2) {
      level++;
    }
    double width = finestNs * (1L << level);
    for (int c = 0; c < columns; c++) {
      column(pyramid[level], width, edgesNs[c], edgesNs[c + 1], share, c * KINDS);
    }
  }

  private void column(
      byte[] buckets, double width, long fromNs, long toNs, float[] share, int offset) {
    double from = (fromNs - originNs) / width;
    double to = (toNs - originNs) / width;
    int count = buckets.length / KINDS;
    int first = Math.clamp((long) from, 0, count - 1);
    int last = Math.clamp((long) Math.ceil(to) - 1, first, count - 1);
    double length = Math.max(1e-9, to - from);
    for (int b = first; b <= last; b++) {
      double part = Math.max(0, Math.min(to, b + 1) - Math.max(from, b)) / length;
      for (int k = 0; k < KINDS; k++) {
        share[offset + k] += (float) (part * (buckets[b * KINDS + k] & 0xff) / ONE);
      }
    }
  }
}
