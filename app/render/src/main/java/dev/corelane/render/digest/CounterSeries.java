package dev.corelane.render.digest;

import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.timeline.CounterValue;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// The values of one counter: each holds until the next. The smallest and the largest of any
/// stretch of time take a few steps, however many values there are.
public final class CounterSeries {
  private final CounterTrack track;
  private final long[] times;
  private final double[] values;
  private final int[] rows;

  /// Smallest and largest by level: `[level][block]` of `2^level` values.
  private final double[][] least;

  private final double[][] most;

  private CounterSeries(CounterTrack track, long[] times, double[] values, int[] rows) {
    this.track = track;
    this.times = times;
    this.values = values;
    this.rows = rows;
    int levels = 1;
    while (values.length >> levels > 0) {
      levels++;
    }
    least = new double[levels][];
    most = new double[levels][];
    least[0] = values;
    most[0] = values;
    for (int level = 1; level < levels; level++) {
      int blocks = values.length >> level;
      least[level] = new double[blocks];
      most[level] = new double[blocks];
      for (int b = 0; b < blocks; b++) {
        least[level][b] = Math.min(least[level - 1][2 * b], least[level - 1][2 * b + 1]);
        most[level][b] = Math.max(most[level - 1][2 * b], most[level - 1][2 * b + 1]);
      }
    }
  }

  static CounterSeries of(Timeline timeline, int track, Grouped valuesOfTrack) {
    int count = valuesOfTrack.count(track);
    long[] times = new long[count];
    double[] values = new double[count];
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = valuesOfTrack.row(track, i);
      CounterValue value = timeline.counters().get(rows[i]);
      times[i] = value.timeNs();
      values[i] = Double.isFinite(value.value()) ? value.value() : 0;
    }
    return new CounterSeries(timeline.counterTracks().get(track), times, values, rows);
  }

  /// @return what is counted
  public CounterTrack track() {
    return track;
  }

  /// @return number of values
  public int count() {
    return times.length;
  }

  /// The value that holds at a moment.
  ///
  /// @param timeNs the moment
  /// @return its index, -1 before the first
  public int at(long timeNs) {
    int i = Arrays.binarySearch(times, timeNs);
    if (i < 0) {
      return -i - 2;
    }
    while (i + 1 < times.length && times[i + 1] == timeNs) {
      i++;
    }
    return i;
  }

  /// @param index 0 to count - 1
  /// @return from when it holds, ns
  public long timeNs(int index) {
    return times[index];
  }

  /// @param index 0 to count - 1
  /// @return the value
  public double value(int index) {
    return values[index];
  }

  /// @param index 0 to count - 1
  /// @return its row of COUNTERS
  public int row(int index) {
    return rows[index];
  }

  /// The value with a row of the table.
  ///
  /// @param row of COUNTERS
  /// @return its index, negative if it is of another counter
  public int indexOf(long row) {
    return Arrays.binarySearch(rows, (int) row);
  }

  /// @return the value at the bottom of the lane: the smallest one, or 0 if none is negative
  public double floor() {
    return times.length == 0 ? 0 : Math.min(0, least(0, times.length - 1));
  }

  /// @return the value at the top of the lane, more than [#floor()]
  public double ceiling() {
    double top = times.length == 0 ? 0 : most(0, times.length - 1);
    return top > floor() ? top : floor() + 1;
  }

  /// The smallest of some values.
  ///
  /// @param first index of the first
  /// @param last index of the last
  /// @return the value
  public double least(int first, int last) {
    double found = Double.POSITIVE_INFINITY;
    int i = first;
    while (i <= last) {
      int level = level(i, last);
      found = Math.min(found, least[level][i >> level]);
      i += 1 << level;
    }
    return found;
  }

  /// The largest of some values.
  ///
  /// @param first index of the first
  /// @param last index of the last
  /// @return the value
  public double most(int first, int last) {
    double found = Double.NEGATIVE_INFINITY;
    int i = first;
    while (i <= last) {
      int level = level(i, last);
      found = Math.max(found, most[level][i >> level]);
      i += 1 << level;
    }
    return found;
  }

  /// The largest aligned block that begins at an index and does not pass the last one.
  private static int level(int index, int last) {
    int level = index == 0 ? 30 : Integer.numberOfTrailingZeros(index);
    while (index + (1L << level) - 1 > last) {
      level--;
    }
    return level;
  }
}
